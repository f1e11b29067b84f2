package chancery.appview.http.admin.lexicon;

import chancery.appview.access.Permission;
import chancery.appview.authority.NetworkLexicons;
import chancery.appview.authority.PublishedLexicons;
import chancery.appview.authority.PublishedLexicons.Published;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconType;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// `/admin/network-lexicons`: lexicons that follow what their authority publishes.
public final class NetworkRoutes {
    private static final String PATH = "/network-lexicons";

    private final NetworkLexicons network;
    private final Registry registry;
    private final Events events;
    private final AppViewLimits.Lexicons limits;

    public NetworkRoutes(
            NetworkLexicons network,
            Registry registry,
            Events events,
            AppViewLimits.Lexicons limits) {
        this.network = network;
        this.registry = registry;
        this.events = events;
        this.limits = limits;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get(PATH + "/resolve/{nsid}", Permission.LEXICONS_READ, this::resolve),
                AdminRoute.post(PATH, Permission.LEXICONS_CREATE, this::add),
                AdminRoute.get(PATH, Permission.LEXICONS_READ, this::list),
                AdminRoute.delete(PATH + "/{nsid}", Permission.LEXICONS_DELETE, this::remove));
    }

    private Response resolve(AdminCall call) {
        Published found = network.preview(PublishedLexicons.name(call.part("nsid")));
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("nsid", found.nsid().value())
                        .put("authority_did", found.authority().value())
                        .put("type", LexiconType.of(found.document()).wire())
                        .put("lexicon_json", found.document())
                        .build());
    }

    private Response add(AdminCall call) {
        Input input = Input.of(call.request());
        Nsid nsid = PublishedLexicons.name(input.text("nsid"));
        Upload.requireOpen(nsid);
        Optional<Nsid> target = Upload.target(input.findText("target_collection"));
        boolean full = registry.snapshot().lexicons().size() >= limits.countMax();
        if (full && registry.snapshot().find(nsid).isEmpty()) {
            throw Errors.refusal(
                    Refusal.Kind.CONFLICT, "at most " + limits.countMax() + " lexicons");
        }
        LexiconEntry entry = register(nsid, target);
        events.add(
                AppEvent.info(
                                entry.revision() == 1 ? "lexicon.created" : "lexicon.updated",
                                nsid.value(),
                                LexiconView.event(entry))
                        .by(call.caller().did()));
        return Answers.json(
                201,
                Json.Members.builder()
                        .put("nsid", nsid.value())
                        .put("authority_did", LexiconView.authority(entry.origin()))
                        .put("revision", entry.revision())
                        .build());
    }

    private LexiconEntry register(Nsid nsid, Optional<Nsid> target) {
        try {
            return network.add(nsid, target);
        } catch (SyntaxException e) {
            throw Errors.invalid(LexiconRoutes.message(e));
        }
    }

    private Response list(AdminCall call) {
        List<Json> views = network.all().stream().<Json>map(NetworkRoutes::view).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private static Json.Members view(LexiconEntry entry) {
        return Json.Members.builder()
                .put("nsid", entry.id().value())
                .put("authority_did", LexiconView.authority(entry.origin()))
                .put("target_collection", entry.options().target().map(Nsid::value))
                .put("last_fetched_at", Moment.json(LexiconView.fetchedAt(entry.origin())))
                .put("created_at", Moment.text(entry.createdAt()))
                .build();
    }

    private Response remove(AdminCall call) {
        String nsid = call.part("nsid");
        if (!Nsid.valid(nsid) || !network.remove(Nsid.parse(nsid))) {
            throw Errors.absent("network lexicon '" + nsid + "' not found");
        }
        events.add(
                AppEvent.info("lexicon.deleted", nsid, Json.Members.EMPTY).by(call.caller().did()));
        return Answers.done();
    }
}
