package chancery.appview.http.admin.index;

import chancery.appview.access.Permission;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.index.letter.DeadLetter;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.index.letter.DeadLetters.Which;
import chancery.appview.index.repair.LetterDesk;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `/admin/dead-letters`: changes whose script failed for good.
public final class DeadLetterRoutes {
    private static final int PAGE_DEFAULT = 50;
    private static final int PAGE_MAX = 100;
    private static final int ALL_MAX = 10_000;
    private static final Json OK = Json.Members.builder().put("ok", true).build();

    private final DeadLetters letters;
    private final LetterDesk desk;

    public DeadLetterRoutes(DeadLetters letters, LetterDesk desk) {
        this.letters = letters;
        this.desk = desk;
    }

    public List<AdminRoute> routes() {
        List<AdminRoute> routes = new ArrayList<>();
        routes.add(read("/dead-letters", this::list));
        routes.add(read("/dead-letters/count", this::count));
        routes.add(read("/dead-letters/{id}", this::get));
        add(routes, "dismiss", desk::dismiss);
        add(routes, "retry", desk::retry);
        add(routes, "reindex", desk::reindex);
        return routes;
    }

    private static AdminRoute read(String pattern, AdminRoute.Handler handler) {
        return AdminRoute.get(pattern, Permission.DEAD_LETTERS_READ, handler);
    }

    /// One action, for one letter and for many; it says whether it went well.
    private void add(List<AdminRoute> routes, String action, Predicate<DeadLetter> work) {
        routes.add(
                AdminRoute.post(
                        "/dead-letters/bulk/" + action,
                        Permission.DEAD_LETTERS_MANAGE,
                        call -> all(action, meant(call), work)));
        routes.add(
                AdminRoute.post(
                        "/dead-letters/{id}/" + action,
                        Permission.DEAD_LETTERS_MANAGE,
                        call -> all(action, List.of(open(call.part("id"))), work)));
    }

    /// Works letters off, one after the other, until one fails.
    private static Response all(String action, List<DeadLetter> meant, Predicate<DeadLetter> work) {
        for (DeadLetter letter : meant) {
            if (!work.test(letter)) {
                String message = action + " failed for dead letter " + letter.id();
                return Errors.response(500, "", message);
            }
        }
        return Answers.json(200, OK);
    }

    private List<DeadLetter> meant(AdminCall call) {
        Input input = Input.of(call.request());
        Optional<List<String>> ids = input.findTexts("ids");
        if (ids.isPresent()) {
            return ids.get().stream().flatMap(id -> letters.open(id).stream()).toList();
        }
        if (!input.findFlag("all").orElse(false)) {
            throw Errors.invalid("must provide 'ids' or 'all: true'");
        }
        Optional<Nsid> collection = collection(input.findText("collection"));
        return letters.page(Which.OPEN, collection, Optional.empty(), ALL_MAX);
    }

    private DeadLetter open(String id) {
        return letters.open(id).orElseThrow(DeadLetterRoutes::absent);
    }

    private static Refusal absent() {
        return Errors.absent("dead letter not found");
    }

    private Response list(AdminCall call) {
        int limit = limit(call);
        List<DeadLetter> page =
                letters.page(
                        which(call),
                        collection(call.query("collection")),
                        call.query("cursor").map(DeadLetterRoutes::moment),
                        limit);
        Json.Builder answer =
                Json.Members.builder()
                        .put(
                                "dead_letters",
                                page.stream().map(letter -> view(letter).build()).toList());
        if (page.size() == limit) {
            answer.put("cursor", Moment.text(page.getLast().createdAt()));
        }
        return Answers.json(200, answer.build());
    }

    private Response count(AdminCall call) {
        Json answer = Json.Members.builder().put("count", letters.count(which(call))).build();
        return Answers.json(200, answer);
    }

    private Response get(AdminCall call) {
        DeadLetter letter = letters.find(call.part("id")).orElseThrow(DeadLetterRoutes::absent);
        Json record = letter.record().map(JsonText::parse).orElse(Json.Null.NULL);
        return Answers.json(200, view(letter).put("record", record).build());
    }

    private static Which which(AdminCall call) {
        return switch (call.query("resolved").orElse("false")) {
            case "false" -> Which.OPEN;
            case "true" -> Which.RESOLVED;
            default -> Which.ALL;
        };
    }

    private static Optional<Nsid> collection(Optional<String> text) {
        try {
            return text.filter(name -> !name.isEmpty()).map(Nsid::parse);
        } catch (SyntaxException e) {
            throw Errors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Instant moment(String cursor) {
        try {
            return OffsetDateTime.parse(cursor.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw Errors.invalid("invalid cursor");
        }
    }

    private static int limit(AdminCall call) {
        String text = call.query("limit").orElse(Integer.toString(PAGE_DEFAULT));
        try {
            return Math.clamp(Long.parseLong(text), 1, PAGE_MAX);
        } catch (NumberFormatException e) {
            throw Errors.invalid("limit must be an integer");
        }
    }

    private static Json.Builder view(DeadLetter letter) {
        return Json.Members.builder()
                .put("id", letter.id())
                .put("lexicon_id", letter.name().path().collection().value())
                .put("uri", letter.name().uri())
                .put("did", letter.name().did().value())
                .put("collection", letter.name().path().collection().value())
                .put("rkey", letter.name().path().key().value())
                .put("action", letter.action())
                .put("error", letter.error())
                .put("attempts", letter.attempts())
                .put("created_at", Moment.text(letter.createdAt()))
                .putPresent("resolved_at", letter.resolvedAt().map(Moment::text));
    }
}
