package chancery.pds;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.AccountGate;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The pages by which others find accounts and this service: `/.well-known/atproto-did` by the host
/// that was asked for, and the service's own DID document.
final class PdsPages {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final PdsConfig config;
    private final AccountGate gate;

    PdsPages(PdsConfig config, AccountGate gate) {
        this.config = config;
        this.gate = gate;
    }

    List<Mount> mounts() {
        return List.of(
                Mount.get(Door.PDS, "/.well-known/atproto-did", this::account),
                Mount.get(Door.PDS, "/.well-known/did.json", request -> service()));
    }

    private Response account(Request request) {
        return handle(request)
                .flatMap(gate::active)
                .map(account -> text(200, account.did().value()))
                .orElseGet(() -> text(404, "User not found"));
    }

    private static Optional<Handle> handle(Request request) {
        return request.header("host")
                .map(host -> host.split(":", 2)[0])
                .filter(Handle::valid)
                .map(Handle::parse);
    }

    private Response service() {
        if (!config.serviceDid().method().equals("web")) {
            return text(404, "Not found");
        }
        Value.Map pds =
                Value.Map.builder()
                        .put("id", "#atproto_pds")
                        .put("type", "AtprotoPersonalDataServer")
                        .put("serviceEndpoint", config.publicUrl().toString())
                        .build();
        Value.Map document =
                Value.Map.builder()
                        .put("@context", List.of(new Value.Text("https://www.w3.org/ns/did/v1")))
                        .put("id", config.serviceDid().value())
                        .put("service", List.of(pds))
                        .build();
        return Response.of(200, "application/did+json", DagJson.write(document));
    }

    private static Response text(int status, String text) {
        return Response.of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
