package chancery.e2e;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine: without it the test is skipped with a reason that the build
/// counts, and fails where `CI=true`.
final class Prerequisite {
    private Prerequisite() {}

    static void met(boolean there, String reason) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("prerequisite missing: " + reason);
        }
        System.out.println("skipped, prerequisite missing: " + reason);
        Assumptions.abort(reason);
    }
}
