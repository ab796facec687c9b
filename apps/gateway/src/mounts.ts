import type { RequestListener } from "node:http";
import type { FastifyInstance } from "fastify";

/** Hands every request below the prefix to the listener as it came: its url whole, its body unread. */
export async function mount(app: FastifyInstance, prefix: string, listener: RequestListener) {
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request, _body, done) => done(null));
      for (const path of ["/", "/*"]) {
        scope.all(path, (request, reply) => {
          reply.hijack();
          listener(request.raw, reply.raw);
        });
      }
    },
    { prefix },
  );
}
