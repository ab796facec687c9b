import { GraphQLError } from "graphql";

const sentences = {
  SERVICE_UNAVAILABLE: (service: string) => `The ${service} service did not answer.`,
  SERVICE_TIMEOUT: (service: string) => `The ${service} service took too long to answer.`,
};

/** A service did not answer a request, or not in its language. What it tells may be shown to anyone. */
export class ServiceFailure extends GraphQLError {
  /** What happened, for the log. */
  readonly reason: string;

  /** The connection broke, or there was none: the service may not have seen the request, and may be back at once. */
  readonly isLostConnection: boolean;

  /** The same once more, for another answer. */
  readonly again: () => ServiceFailure;

  constructor(service: string, code: keyof typeof sentences, reason: string) {
    super(sentences[code](service), { extensions: { code, service } });
    this.again = () => new ServiceFailure(service, code, reason);
    this.reason = reason;
    this.isLostConnection = /^(ECONNRESET|ECONNREFUSED|EPIPE|UND_ERR_SOCKET)$/.test(reason);
  }
}
