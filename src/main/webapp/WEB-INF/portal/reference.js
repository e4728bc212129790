"use strict";

// "Try it": Swagger UI for one call, below its heading, loaded by the first reader who opens one. The token is in the
// page's input fields only: no storage, no cookie, no URL, not even Swagger UI sees it.
(() => {
  const assets = "/docs/assets/";
  let token = "";
  let loaded;

  /** Of Swagger UI remain the parameters, the body, Execute and the answer; the page itself shows all else. */
  const onlyConsole = ({ React: { createElement } }) => ({
    components: {
      ConsoleLayout: ({ getComponent }) =>
        createElement("div", { className: "swagger-ui" }, createElement(getComponent("operations", true))),
      OperationTag: ({ children }) => createElement("div", null, children),
      OperationSummary: () => null,
      responses: (properties) => createElement("div", { className: "answer" }, ...answer(createElement, properties)),
    },
  });

  function answer(createElement, properties) {
    const { tryItOutResponse: response, specSelectors, path, method, getComponent, getConfigs } = properties;
    const status = response?.get("status") ?? response?.get("message");
    const title = response && createElement("h4", null, "Answer: " + status);
    const heading = createElement("div", { role: "status" }, title);
    if (!response?.get("headers")) {
      return [heading];
    }
    const headers = response.get("headers").toJS();
    const body = {
      content: response.get("text"),
      contentType: headers["content-type"],
      headers,
      url: response.get("url"),
      getConfigs,
      getComponent,
    };
    const lines = Object.entries(headers).map(([name, value]) => name + ": " + value);
    return [
      heading,
      body.content && createElement(getComponent("responseBody"), body),
      disclosure(createElement, "Headers", createElement("pre", null, lines.join("\n"))),
      disclosure(
        createElement,
        "The same call with curl",
        createElement(getComponent("curl", true), { request: specSelectors.mutatedRequestFor(path, method) }),
      ),
    ];
  }

  function disclosure(createElement, title, content) {
    return createElement("details", null, createElement("summary", null, title), content);
  }

  /** Swagger UI has fields without a name for screen readers, and text that cannot be scrolled by keyboard. */
  function repair(node) {
    for (const [selector, name] of [[".body-param__text", "Request body"], [".examples-select-element", "Example"]]) {
      for (const field of node.querySelectorAll(selector)) {
        field.setAttribute("aria-label", name);
      }
    }
    for (const text of node.querySelectorAll("pre")) {
      text.tabIndex = 0;
    }
  }

  function script() {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = assets + "swagger-ui-bundle.js";
      element.onload = resolve;
      element.onerror = () => reject(new Error("Swagger UI cannot be loaded"));
      document.head.append(element);
    });
  }

  function stylesheet() {
    return new Promise((resolve) => {
      const element = document.createElement("link");
      element.rel = "stylesheet";
      element.href = assets + "console.css";
      element.onload = resolve;
      element.onerror = resolve;
      document.head.append(element);
    });
  }

  async function fetchDescription() {
    const answer = await fetch("/openapi.json");
    if (!answer.ok) {
      throw new Error("/openapi.json: " + answer.status);
    }
    return answer.json();
  }

  function load() {
    loaded ??= Promise.all([fetchDescription(), script(), stylesheet()]).catch((failure) => {
      loaded = undefined;
      throw failure;
    });
    return loaded.then(([description]) => description);
  }

  /** The description of this call alone, without security: the token is added outside Swagger UI. */
  function only(description, { path, method }) {
    const { [method.toLowerCase()]: operation, parameters } = description.paths[path];
    const { security, summary, description: text, ...call } = operation;
    const { securitySchemes, ...components } = description.components;
    return {
      openapi: description.openapi,
      info: description.info,
      servers: [{ url: location.origin }],
      paths: { [path]: { parameters, [method.toLowerCase()]: call } },
      components,
    };
  }

  function authorised(request, needsToken) {
    if (!needsToken) {
      return request;
    }
    request.headers.Authorization = "Bearer YOUR_TOKEN";
    request.userFetch = (url, options) =>
      fetch(url, { ...options, headers: { ...options.headers, Authorization: "Bearer " + token } });
    return request;
  }

  function tokenField() {
    const field = document.getElementById("token-field").content.cloneNode(true);
    const input = field.querySelector("input");
    input.value = token;
    input.addEventListener("input", () => share(input.value.trim()));
    field.querySelector("button").addEventListener("click", () => share(""));
    return field;
  }

  function share(value) {
    token = value;
    for (const input of document.querySelectorAll(".token input")) {
      if (input.value.trim() !== value) {
        input.value = value;
      }
    }
  }

  function mount(panel, description) {
    const needsToken = panel.dataset.token === "true";
    const node = panel.querySelector(".swagger");
    new MutationObserver(() => repair(node)).observe(node, { childList: true, subtree: true });
    SwaggerUIBundle({
      domNode: node,
      layout: "ConsoleLayout",
      spec: only(description, panel.dataset),
      presets: [SwaggerUIBundle.presets.apis],
      plugins: [onlyConsole],
      docExpansion: "full",
      tryItOutEnabled: true,
      validatorUrl: "none",
      persistAuthorization: false,
      deepLinking: false,
      syntaxHighlight: { activated: false },
      requestInterceptor: (request) => authorised(request, needsToken),
    });
  }

  async function open(panel) {
    if (panel.dataset.mounted) {
      return;
    }
    panel.dataset.mounted = "true";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.textContent = "Loading…";
    const node = document.createElement("div");
    node.className = "swagger";
    panel.replaceChildren(status, node);
    try {
      mount(panel, await load());
      status.remove();
      if (panel.dataset.token === "true") {
        panel.prepend(tokenField());
      }
    } catch (failure) {
      status.textContent = failure.message + ". Close and open this to try again.";
      delete panel.dataset.mounted;
    }
  }

  for (const button of document.querySelectorAll(".try button")) {
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      if (!panel.hidden) {
        open(panel);
      }
    });
  }

  // Neither the back button nor a restored session brings the token back.
  addEventListener("pagehide", () => share(""));
})();
