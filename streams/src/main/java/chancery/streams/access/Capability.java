package chancery.streams.access;

import chancery.streams.json.Json;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What somebody may do.
///
/// @param spaces where; empty for everywhere
/// @param projects in which projects; empty for all
public record Capability(
        Acl acl,
        Set<Acl.Action> actions,
        Optional<Set<SpaceId>> spaces,
        Optional<Set<ProjectName>> projects) {
    public Capability {
        actions = Set.copyOf(actions);
        spaces = spaces.map(Set::copyOf);
        projects = projects.map(Set::copyOf);
    }

    /// Everything there is, in these projects.
    public static List<Capability> all(Set<ProjectName> projects) {
        Set<Acl.Action> reading = Set.of(Acl.Action.READ, Acl.Action.WRITE);
        return List.of(
                new Capability(
                        Acl.STREAMS,
                        Set.of(Acl.Action.READ, Acl.Action.CREATE, Acl.Action.DELETE),
                        Optional.empty(),
                        Optional.of(projects)),
                new Capability(
                        Acl.STREAM_RECORDS, reading, Optional.empty(), Optional.of(projects)),
                new Capability(Acl.DATA_MODELS, reading, Optional.empty(), Optional.of(projects)));
    }

    boolean grants(ProjectName project, Acl of, Acl.Action action) {
        return acl == of
                && actions.contains(action)
                && projects.map(some -> some.contains(project)).orElse(true);
    }

    /// The capability as `token/inspect` shows it.
    public Json.Members json() {
        List<String> may = actions.stream().map(Enum::name).sorted().toList();
        return Json.Members.builder()
                .put(
                        acl.wire(),
                        Json.Members.builder()
                                .put("actions", Json.texts(may))
                                .put("scope", scope())
                                .build())
                .put("projectScope", projectScope())
                .build();
    }

    private Json.Members scope() {
        return spaces.map(
                        some ->
                                object(
                                        "spaceIdScope",
                                        object(
                                                "spaceIds",
                                                texts(some.stream().map(SpaceId::value)))))
                .orElse(object("all", Json.Members.EMPTY));
    }

    private Json.Members projectScope() {
        return projects.map(
                        some -> object("projects", texts(some.stream().map(ProjectName::value))))
                .orElse(object("allProjects", Json.Members.EMPTY));
    }

    private static Json texts(java.util.stream.Stream<String> texts) {
        return Json.texts(texts.sorted().toList());
    }

    private static Json.Members object(String name, Json value) {
        return Json.Members.builder().put(name, value).build();
    }
}
