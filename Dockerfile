# One image for every part of Maillon: the command chooses (serve actors, serve gateway, migrate, import reference…).
# The database is elsewhere: DATABASE_URL or <SUBGRAPH>_DATABASE_URL. See docs/operating.md.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs an install script to build: the compilers come as ready binaries.
RUN npm ci --ignore-scripts
COPY . .
RUN node tools/build.mjs

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are the programs of the embedded PostgreSQL, which a container does not use.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Maillon" \
      org.opencontainers.image.description="Food-system data of French territories as a GraphQL federation API" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000
WORKDIR /app
# Owned by root, run by another: the process cannot change its own code.
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY reference ./reference
COPY schema ./schema
COPY importers/schemas ./importers/schemas
USER node
EXPOSE 4000
# Ready, not merely alive: compose starts the gateway when the subgraphs can answer it.
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Run as the first process, node gets SIGTERM itself and drains.
# Young objects in 8 MB, from the start and for good: requests take 5 % less time than while it grows, and exports of millions
# of rows, which keep it full, 25 MB less than with the usual 16.
ENTRYPOINT ["node", "--min-semi-space-size=8", "--max-semi-space-size=8", "dist/cli/maillon.js"]
CMD ["serve"]
