package chancery.streams.http;

import chancery.streams.http.traffic.Activity;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.stream.Stream;
import chancery.web.http.Response;

import java.util.List;

/// The feed of changes as events that come while they happen.
final class FollowRoutes {
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
        return Follow.of(
                followers,
                call,
                ReadRoutes.Feeding.of(asked),
                () -> stands(projects.get(call.project()), stream));
    }

    private static boolean stands(Project project, Stream stream) {
        return project.find(stream.id())
                .filter(now -> now.createdTime() == stream.createdTime())
                .isPresent();
    }
}
