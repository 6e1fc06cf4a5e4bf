/** Prints lines with the seconds since the start and since the line before. */
export const createSay = (): ((line: string) => void) => {
  const began = performance.now();
  let last = began;
  return (line) => {
    const now = performance.now();
    console.log(`${seconds(now - began)} s  (+${seconds(now - last).trim()})  ${line}`);
    last = now;
  };
};

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1).padStart(6);
