# Built and checked in one image, run in a smaller one that holds neither compilers nor sources.
# It could not be built where this was written: docs/operations.md says what was run instead. `ops/pin-images.sh` adds the
# digests of the images to their tags.
FROM node:24.18.0-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-fund --no-audit
COPY . .
RUN npm run build && npm prune --omit=dev --no-fund --no-audit

FROM node:24.18.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PARLEY_DATA=/data
WORKDIR /app
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY docker/start.sh docker/healthy.js docker/eventstoredb-user.js ./docker/
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 CMD ["node", "docker/healthy.js"]
ENTRYPOINT ["sh", "docker/start.sh"]
CMD ["--max-semi-space-size=32", "dist/program/main.js"]
