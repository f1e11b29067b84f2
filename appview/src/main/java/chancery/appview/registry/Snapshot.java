package chancery.appview.registry;

import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Nsid;
import chancery.lua.Chunk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// All lexicons and scripts of one moment. Never changes.
///
/// @param catalog the bundled schemas and the registered ones
public record Snapshot(
        SortedMap<String, Registered> lexicons,
        SortedMap<String, CompiledScript> scripts,
        Catalog catalog) {

    /// A script by its trigger, ready to run.
    public record CompiledScript(ScriptEntry entry, Chunk chunk) {}

    /// The lexicon of this name.
    public Optional<Registered> find(Nsid nsid) {
        return Optional.ofNullable(lexicons.get(nsid.value()));
    }

    /// All lexicons by name.
    public Collection<Registered> all() {
        return lexicons.values();
    }

    /// The types of records that are indexed, by name.
    public List<Nsid> collections() {
        return all().stream()
                .filter(registered -> registered.type() == LexiconType.RECORD)
                .map(registered -> registered.entry().id())
                .toList();
    }

    /// Whether records of this type are indexed.
    public boolean indexes(Nsid collection) {
        return find(collection).filter(found -> found.type() == LexiconType.RECORD).isPresent();
    }

    /// The script that hangs on this trigger.
    public Optional<CompiledScript> script(Trigger trigger) {
        return Optional.ofNullable(scripts.get(trigger.wire()));
    }
}
