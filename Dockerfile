# One image with the API and both front ends. Written for a server with a container engine; not run by our tests.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN HUITOU_DATA=/tmp/shop npm run build
RUN rm -rf apps/mini/node_modules apps/admin/node_modules

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7100 HUITOU_KEYS_DIR=/keys HUITOU_WEB_DIR=/app/web
COPY --from=build /app /app
RUN mkdir -p web /keys && ln -s ../apps/mini/dist/h5 web/m && ln -s ../apps/admin/dist web/admin && chown node:node /keys
USER node
EXPOSE 7100
VOLUME /keys
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "apps/api/dist/main.js"]
