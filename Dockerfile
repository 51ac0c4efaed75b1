FROM node:20-bookworm
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && install -d -o node -g node /data
USER node
ENV NODE_ENV=production PARLEY_DATA=/data
VOLUME /data
CMD ["node", "dist/src/main.js"]
