import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import "./page.css";
import { comeBack, signIn, signOut, tokenInHand } from "./sign-in.js";

const settings = JSON.parse(document.querySelector("#settings").textContent);

globalThis.MonacoEnvironment = {
  getWorker: (_module, label) =>
    new Worker(`${settings.assets}/${label === "graphql" || label === "json" ? label : "editor"}.worker.js`, {
      type: "module",
    }),
};

/** Asks the gateway that serves this page, as whoever is signed in. */
async function ask(operation, { headers = {} } = {}) {
  const token = tokenInHand();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "graphql-client-name": "explorer",
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
}

function Explorer() {
  const [isSignedIn] = useState(() => tokenInHand() !== null);
  return (
    <GraphiQL fetcher={ask} defaultQuery={"{\n  pilots { place { name } }\n}\n"}>
      <GraphiQL.Logo>邻里</GraphiQL.Logo>
      <GraphiQL.Footer>
        {settings.issuer && (
          <button
            className="account"
            type="button"
            onClick={() => (isSignedIn ? signOut() : signIn(settings))}
          >
            {isSignedIn ? "退出" : "登录"}
          </button>
        )}
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

await comeBack(settings);
createRoot(document.querySelector("#explorer")).render(<Explorer />);
