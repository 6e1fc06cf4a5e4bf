import express from 'express';

// What a gateway can't be faster than: it reads the body and answers, and keeps nothing.
express()
  .use(express.raw({ type: () => true, limit: '64kb' }))
  .use((_request, response) => {
    response.type('text/plain').send('success');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
