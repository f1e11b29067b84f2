package chancery.streams.container;

import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;

import java.util.Optional;

/// What a project has declared, as one request sees it.
public interface Schema {
    boolean hasSpace(SpaceId space);

    Optional<Definition> find(ContainerId container);
}
