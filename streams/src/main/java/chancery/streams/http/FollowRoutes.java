package chancery.streams.http;

import chancery.streams.http.traffic.Activity;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.query.Selection;
import chancery.streams.stream.Stream;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncReader;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// The feed of changes as events that come while they happen.
final class FollowRoutes {
    private static final String EVENTS = "text/event-stream";

    private final Questions questions;
    private final Projects projects;
    private final Followers followers;

    FollowRoutes(Questions questions, Projects projects, Followers followers) {
        this.questions = questions;
        this.projects = projects;
        this.followers = followers;
    }

    List<Route> routes() {
        return List.of(Route.of(Activity.SYNC, "POST", "streams/*/records/-/follow", this::follow));
    }

    private Response follow(Call call) {
        Questions.Asked asked = questions.ask(call);
        Stream stream = asked.truth().stream();
        Follow.Wanted wanted =
                new Follow.Wanted(
                        asked.truth(),
                        asked.filter(),
                        Selection.read(asked.body(), asked.schema()),
                        () -> stands(projects.get(call.project()), stream));
        Follow follow = new Follow(followers, wanted, begin(call, asked));
        followers.enter();
        return Response.streamed(200, EVENTS, follow)
                .with("cache-control", "no-store")
                .with("x-accel-buffering", "no");
    }

    private static boolean stands(Project project, Stream stream) {
        return project.find(stream.id())
                .filter(now -> now.createdTime() == stream.createdTime())
                .isPresent();
    }

    /// Where a follower begins: after the last event it had, else as in a sync, else now.
    private SyncCursor begin(Call call, Questions.Asked asked) {
        SyncReader feed = followers.feed();
        Optional<String> cursor =
                call.request().header("last-event-id").or(() -> asked.body().findText("cursor"));
        Optional<String> initialize = asked.body().findText("initializeCursor");
        return cursor.isEmpty() && initialize.isEmpty()
                ? feed.now(asked.truth())
                : feed.begin(asked.truth(), cursor, initialize);
    }
}
