// Makes or uses a passkey and sends the result with the form it stands in.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function make({ challenge, host, userHandle, userName, displayName }) {
  return navigator.credentials.create({ publicKey: {
    challenge: bytes(challenge),
    rp: { id: host, name: host },
    user: { id: bytes(userHandle), name: userName, displayName },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
  } });
}

function use({ challenge, host }) {
  return navigator.credentials.get({ publicKey: { challenge: bytes(challenge), rpId: host, userVerification: "required" } });
}

function fill(form, credential) {
  const { response } = credential;
  const fields = form.dataset.passkey === "create"
    ? {
      clientData: text(response.clientDataJSON),
      attestation: text(response.attestationObject),
      transports: (response.getTransports?.() ?? []).join(","),
    }
    : {
      id: text(credential.rawId),
      clientData: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    };
  Object.entries(fields).forEach(([name, value]) => { form.elements[name].value = value; });
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const button = form.querySelector("[data-needs-script]");
  const said = form.querySelector("[data-said]");
  if (!window.PublicKeyCredential) {
    said.textContent = said.dataset.impossible;
    return;
  }
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      fill(form, await (form.dataset.passkey === "create" ? make(form.dataset) : use(form.dataset)));
      form.submit();
    } catch {
      said.textContent = said.dataset.refused;
      button.disabled = false;
    }
  });
});
