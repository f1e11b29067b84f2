package chancery.appview.index.flow;

import chancery.appview.event.Events;
import chancery.appview.index.Hooks;
import chancery.appview.index.Listener;
import chancery.appview.record.Repositories;
import chancery.appview.registry.Registry;
import chancery.atproto.sync.EventSource;
import chancery.store.KeyValue;
import chancery.store.table.Tables;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What the index needs.
///
/// @param tables of [chancery.appview.index.IndexSchema#SCHEMA]
/// @param registry which types of records are indexed
/// @param events where the operator reads what happened
public record IndexPorts(
        KeyValue store,
        Tables tables,
        Registry registry,
        Local local,
        Hooks hooks,
        Listener listener,
        Events events,
        Time time) {
    /// The same with another listener.
    public IndexPorts with(Listener other) {
        return new IndexPorts(store, tables, registry, local, hooks, other, events, time);
    }

    /// The repositories on this server.
    ///
    /// @param events of them
    /// @param tail the newest durable number of these events
    public record Local(Repositories repositories, EventSource events, LongSupplier tail) {}

    /// Clocks.
    public record Time(InstantSource clock, LongSupplier nanos) {}
}
