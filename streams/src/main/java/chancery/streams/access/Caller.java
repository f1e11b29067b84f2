package chancery.streams.access;

import chancery.streams.fault.Fault;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Somebody who showed a token.
public record Caller(String subject, List<Capability> capabilities) {
    public Caller {
        capabilities = List.copyOf(capabilities);
    }

    /// Whether there is anything this caller may do in a project.
    public boolean knows(ProjectName project) {
        return capabilities.stream()
                .anyMatch(c -> c.projects().map(some -> some.contains(project)).orElse(true));
    }

    /// The spaces in which the caller may do this; empty for all.
    ///
    /// @throws Fault of kind `FORBIDDEN` when there is none
    public Optional<Set<SpaceId>> spaces(ProjectName project, Acl acl, Acl.Action action) {
        List<Capability> granted =
                capabilities.stream().filter(c -> c.grants(project, acl, action)).toList();
        if (granted.isEmpty()) {
            throw Fault.of(
                    Fault.Kind.FORBIDDEN,
                    "Missing capability: " + acl.wire() + " " + action + " in project " + project);
        }
        if (granted.stream().anyMatch(c -> c.spaces().isEmpty())) {
            return Optional.empty();
        }
        Set<SpaceId> spaces = new HashSet<>();
        granted.forEach(c -> c.spaces().ifPresent(spaces::addAll));
        return Optional.of(spaces);
    }

    /// Refuses a caller who may not do this anywhere.
    public void require(ProjectName project, Acl acl, Acl.Action action) {
        spaces(project, acl, action);
    }
}
