package chancery.appview.kit;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps the events it gets.
public final class Heard implements Events {
    private final CopyOnWriteArrayList<AppEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void add(AppEvent event) {
        events.add(event);
    }

    public List<AppEvent> all() {
        return List.copyOf(events);
    }

    /// The events of this type.
    public List<AppEvent> of(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    /// The types, in order.
    public List<String> types() {
        return events.stream().map(AppEvent::type).toList();
    }
}
