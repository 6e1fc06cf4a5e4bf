# One image, two commands: `api` and `worker` (and `rotate-keys`, and `simulator`, for trying things out).
# Debian, not Alpine: the SDK's native bridge needs glibc.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /weft
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
WORKDIR /weft
# TLS to a Temporal service outside needs the system's certificates.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /weft/package.json ./
COPY --from=build /weft/node_modules ./node_modules
COPY --from=build /weft/dist ./dist
RUN for part in api/main worker/main simulator/main scripts/rotate-keys; do \
      command=$(echo "$part" | sed 's#/main$##; s#^scripts/##') \
      && printf '#!/bin/sh\nexec node --enable-source-maps /weft/dist/%s.js\n' "$part" > "/usr/local/bin/$command" \
      && chmod 755 "/usr/local/bin/$command"; \
    done \
    # A worker takes little of a small machine; NODE_OPTIONS of your own replaces the bound.
    && sed -i '2i export NODE_OPTIONS="${NODE_OPTIONS:---max-old-space-size=512}"' /usr/local/bin/worker \
    && install --directory --owner=node --group=node /data /data/materials
ENV NODE_ENV=production HOST=0.0.0.0 WEFT_DATA=/data WORKFLOW_BUNDLE=/weft/dist/workflow-bundle.js
USER node
VOLUME /data
EXPOSE 3000
CMD ["api"]
