package chancery.server;

import chancery.server.health.ProcessMeters;
import chancery.streams.view.Views;

/// How far the views of streams are behind, and how often they were lost, as meters.
final class ViewMeters {
    private ViewMeters() {}

    static void bind(Views views, ProcessMeters meters) {
        meters.gauge(
                "chancery.view.behind.rows",
                "Records that the view of streams has not taken in, about.",
                views,
                Views::rowsBehind);
        meters.gauge(
                "chancery.view.behind.seconds",
                "For how long the view of a stream has been behind.",
                views,
                v -> v.timeBehind().toNanos() / 1e9);
        meters.gauge(
                "chancery.view.breaks",
                "How often the engine of the view failed and its tables were filled again.",
                views,
                Views::breaks);
    }
}
