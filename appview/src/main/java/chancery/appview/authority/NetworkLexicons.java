package chancery.appview.authority;

import chancery.appview.authority.PublishedLexicons.Published;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The lexicons that follow what their authority publishes. What operators set beside one, its
/// scripts above all, stays when it is fetched again.
public final class NetworkLexicons {
    private final Registry registry;
    private final PublishedLexicons published;
    private final Events events;
    private final InstantSource clock;

    public NetworkLexicons(
            Registry registry, PublishedLexicons published, Events events, InstantSource clock) {
        this.registry = registry;
        this.published = published;
        this.events = events;
        this.clock = clock;
    }

    /// The lexicon as it is published now, without registering it.
    public Published preview(Nsid nsid) {
        return published.find(nsid);
    }

    /// Registers the lexicon as it is published now, or fetches it again.
    ///
    /// @param target what is set anew; what was set stays when this is empty
    /// @throws Refusal when it cannot be had
    /// @throws SyntaxException when it is no lexicon
    public LexiconEntry add(Nsid nsid, Optional<Nsid> target) {
        Published found = published.find(nsid);
        Options kept =
                registry.snapshot().find(nsid).map(r -> r.entry().options()).orElse(Options.NONE);
        Options options =
                new Options(
                        target.or(kept::target),
                        kept.action(),
                        kept.script(),
                        kept.indexHook(),
                        kept.tokenCost(),
                        kept.backfill());
        return registry.put(
                found.document(), options, new Origin.Network(found.authority(), clock.instant()));
    }

    /// All of them, by name.
    public List<LexiconEntry> all() {
        return registry.snapshot().all().stream()
                .map(Registered::entry)
                .filter(entry -> entry.origin() instanceof Origin.Network)
                .toList();
    }

    /// The one of this name.
    public Optional<LexiconEntry> find(Nsid nsid) {
        return registry.snapshot()
                .find(nsid)
                .map(Registered::entry)
                .filter(entry -> entry.origin() instanceof Origin.Network);
    }

    /// Takes one away; whether there was one.
    public boolean remove(Nsid nsid) {
        return find(nsid).isPresent() && registry.remove(nsid);
    }

    /// Fetches all again and registers those that are another text now; what cannot be had stays
    /// as it is. How many changed.
    public int refresh() {
        int changed = 0;
        for (LexiconEntry entry : all()) {
            try {
                Published found = published.find(entry.id());
                changed += replace(entry.id(), found.authority(), found.document()) ? 1 : 0;
            } catch (Refusal refused) {
                warn(entry.id(), refused.text());
            }
        }
        return changed;
    }

    /// Follows a change of a record of the type [PublishedLexicons#COLLECTION], wherever it was
    /// heard. Only the authority of a registered lexicon is believed.
    ///
    /// @param record as it is now; empty when it was deleted
    public void changed(Did did, String key, Optional<Json.Members> record) {
        if (!Nsid.valid(key)) {
            return;
        }
        Optional<LexiconEntry> entry =
                find(Nsid.parse(key)).filter(known -> follows(known.origin(), did));
        if (entry.isEmpty()) {
            return;
        }
        if (record.isPresent()) {
            replace(entry.get().id(), did, record.get());
        } else if (registry.remove(entry.get().id())) {
            events.add(AppEvent.info("lexicon.deleted", key, Json.Members.EMPTY).by(did.value()));
        }
    }

    private static boolean follows(Origin origin, Did did) {
        return origin instanceof Origin.Network(var authority, _) && authority.equals(did);
    }

    /// One at a time: a stream and a refresh may bring the same text.
    private synchronized boolean replace(Nsid nsid, Did authority, Json.Members document) {
        Optional<LexiconEntry> found = find(nsid);
        return found.isPresent() && replace(found.get(), authority, document);
    }

    private boolean replace(LexiconEntry known, Did authority, Json.Members document) {
        boolean same = known.document().equals(document) && follows(known.origin(), authority);
        if (same) {
            return false;
        }
        if (!document.text("id").equals(Optional.of(known.id().value()))) {
            warn(known.id(), "the record has another name in it");
            return false;
        }
        try {
            LexiconEntry entry =
                    registry.put(
                            document,
                            known.options(),
                            new Origin.Network(authority, clock.instant()));
            Json.Members detail =
                    Json.Members.builder()
                            .put("revision", entry.revision())
                            .put("source", "network")
                            .build();
            events.add(
                    AppEvent.info("lexicon.updated", entry.id().value(), detail)
                            .by(authority.value()));
            return true;
        } catch (SyntaxException e) {
            warn(known.id(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void warn(Nsid nsid, String why) {
        Json.Members detail = Json.Members.builder().put("error", why).build();
        events.add(
                AppEvent.info("lexicon.refresh_failed", nsid.value(), detail)
                        .as(AppEvent.Severity.WARN));
    }
}
