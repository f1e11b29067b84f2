package chancery.streams.http;

import chancery.store.StoreBusyException;
import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.write.Expected;
import chancery.streams.write.WriteOutcome;
import chancery.web.Refusal;
import chancery.web.http.Handler;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Answers of the records API: JSON, and errors as an object with the status and what is wrong.
final class Envelope {
    private static final String JSON = "application/json";
    private static final String RETRY_AFTER = "retry-after";

    private Envelope() {}

    static Response json(int status, Json body) {
        return Response.of(status, JSON, body.write().getBytes(StandardCharsets.UTF_8));
    }

    /// An object with the one member `items`.
    static Response items(int status, List<? extends Json> items) {
        return json(status, Json.Members.builder().put("items", items).build());
    }

    /// A handler whose refusals are answered in this envelope.
    static Handler wrapped(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (Fault fault) {
                return response(fault);
            } catch (Refusal refusal) {
                return response(refusal);
            } catch (StoreBusyException busy) {
                return response(
                        Fault.of(Fault.Kind.UNAVAILABLE, "The server is busy; nothing was stored")
                                .retryAfter(Duration.ofSeconds(1)));
            }
        };
    }

    /// The answer when a rule of ours was broken: nothing is known to be stored.
    static Response failed() {
        int status = 500;
        return error(status, "The server made a mistake; its log tells more", Json.Members.EMPTY);
    }

    private static Response response(Refusal refusal) {
        int status = chancery.web.http.Errors.status(refusal.kind());
        Response response = error(status, refusal.text(), Json.Members.EMPTY);
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    static Response response(Fault fault) {
        Json.Builder details = Json.Members.builder();
        if (!fault.missing().isEmpty()) {
            details.put("missing", fault.missing().stream().map(Envelope::object).toList());
        }
        if (!fault.duplicated().isEmpty()) {
            details.put("duplicated", fault.duplicated().stream().map(Envelope::object).toList());
        }
        Response response = error(status(fault.kind()), fault.text(), details.build());
        return fault.retryAfter()
                .map(time -> response.with(RETRY_AFTER, Long.toString(time.toSeconds())))
                .orElse(response);
    }

    private static Json.Members object(Map<String, String> texts) {
        Json.Builder members = Json.Members.builder();
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members.build();
    }

    private static int status(Fault.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 405;
            case TOO_SLOW -> 408;
            case CONFLICT -> 409;
            case GONE -> 410;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    private static Response error(int status, String message, Json.Members details) {
        Json.Builder error = Json.Members.builder().put("code", status).put("message", message);
        details.members().forEach(error::put);
        return json(status, Json.Members.builder().put("error", error.build()).build());
    }

    /// The answer to a write of which a part collided: every item with what became of it.
    static Response partial(List<WriteOutcome.Item> items) {
        int conflict = 409;
        Json.Members details =
                Json.Members.builder()
                        .put("partial", items.stream().map(Envelope::item).toList())
                        .build();
        return error(conflict, "Some records exist already; the others were stored", details);
    }

    /// The answer to a write that was refused because records are not as its caller believes.
    static Response conflicted(List<WriteOutcome.Conflict> conflicts) {
        int conflict = 409;
        Json.Members details =
                Json.Members.builder()
                        .put("conflicts", conflicts.stream().map(Envelope::conflict).toList())
                        .build();
        return error(
                conflict,
                conflicts.size() + " records are not as expected; nothing was stored",
                details);
    }

    private static Json.Members conflict(WriteOutcome.Conflict conflict) {
        Json expected =
                conflict.expected() instanceof Expected.At(var time)
                        ? new Json.Int(time)
                        : Json.Null.NULL;
        Json actual = conflict.actual().<Json>map(Json.Int::new).orElse(Json.Null.NULL);
        return Json.Members.builder()
                .put("space", conflict.id().space().value())
                .put("externalId", conflict.id().externalId())
                .put("expectedLastUpdatedTime", expected)
                .put("lastUpdatedTime", actual)
                .build();
    }

    private static Json.Members item(WriteOutcome.Item item) {
        Json.Builder members =
                Json.Members.builder()
                        .put("space", item.id().space().value())
                        .put("externalId", item.id().externalId());
        return switch (item.fate()) {
            case STORED -> members.put("code", 202).build();
            case COLLIDED ->
                    members.put("code", 409)
                            .put("message", "A record of this identifier exists already")
                            .build();
        };
    }
}
