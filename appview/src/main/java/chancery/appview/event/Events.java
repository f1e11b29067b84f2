package chancery.appview.event;

/// Takes events in. Never waits and never fails: an event for which there is no room is counted
/// and dropped.
@FunctionalInterface
public interface Events {
    void add(AppEvent event);
}
