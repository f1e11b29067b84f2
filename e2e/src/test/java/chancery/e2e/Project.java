package chancery.e2e;

import java.nio.file.Path;
import java.util.Objects;

/// Where things lie in the project.
final class Project {
    private Project() {}

    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("project.root"), "project.root"));
    }

    static Path scripts() {
        return root().resolve("e2e/js");
    }

    static Path target() {
        return root().resolve("e2e/target");
    }
}
