package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.event.EventLog;
import chancery.appview.event.EventQuery;
import chancery.appview.event.LoggedEvent;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.web.http.Response;

import java.util.Arrays;
import java.util.List;

/// `/admin/events`: the event log, the newest first.
public final class EventRoutes {
    private static final int PAGE_DEFAULT = 50;
    private static final int PAGE_MAX = 100;
    private static final int ID_LENGTH = 16;

    private final EventLog log;

    public EventRoutes(EventLog log) {
        this.log = log;
    }

    public List<AdminRoute> routes() {
        return List.of(AdminRoute.get("/events", Permission.EVENTS_READ, this::list));
    }

    private Response list(AdminCall call) {
        EventQuery query =
                new EventQuery(
                        call.query("event_type"),
                        names(call, "category"),
                        names(call, "severity"),
                        call.query("subject"),
                        cursor(call),
                        PageSize.of(call, PAGE_DEFAULT, 1, PAGE_MAX));
        EventLog.Page page = log.find(query);
        Json.Builder answer =
                Json.Members.builder()
                        .put("events", page.events().stream().map(EventRoutes::view).toList());
        page.next().ifPresent(next -> answer.put("cursor", next));
        return Answers.json(200, answer.build());
    }

    private static List<String> names(AdminCall call, String parameter) {
        return call.query(parameter).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String cursor(AdminCall call) {
        String cursor = call.query("cursor").orElse("");
        boolean known =
                cursor.isEmpty()
                        || (cursor.length() == ID_LENGTH
                                && cursor.chars().allMatch(c -> Character.digit(c, 16) >= 0));
        if (!known) {
            throw Errors.invalid("invalid cursor");
        }
        return cursor;
    }

    private static Json.Members view(LoggedEvent logged) {
        return Json.Members.builder()
                .put("id", logged.id())
                .put("event_type", logged.event().type())
                .put("severity", LoggedEvent.wire(logged.event().severity()))
                .put("actor_did", logged.event().actor())
                .put("subject", logged.event().subject())
                .put("detail", logged.event().detail())
                .put("created_at", Moment.text(logged.createdAt()))
                .build();
    }
}
