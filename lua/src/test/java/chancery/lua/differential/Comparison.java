package chancery.lua.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs programs on both sides and asserts that they print the same. Left out of the comparison is
/// what differs from run to run: addresses, and the sign that a processor gives to nan.
final class Comparison {
    private static final Pattern ADDRESS = Pattern.compile("(: |^)0x[0-9a-f]{8,}");
    /// The line of these is wrong in 5.4.4: that of what ran before, when an operand is constant.
    private static final Pattern BY_ZERO =
            Pattern.compile(":\\d+: (?=attempt to (divide by zero|perform 'n%))");

    private static final int SHOWN = 12;

    private Comparison() {}

    static void check(String name, List<Program> programs) {
        List<String> expected = Oracle.outputs(name, programs);
        List<String> wrong = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < programs.size(); i++) {
            String theirs = masked(expected.get(i));
            for (Ours.Place place : programs.get(i).places()) {
                total++;
                String ours = masked(Ours.output(programs.get(i), place));
                if (!ours.equals(theirs)) {
                    wrong.add(complaint(programs.get(i), place, theirs, ours));
                }
            }
        }
        System.out.println("lua5.4 " + name + ": " + (total - wrong.size()) + " of " + total);
        assertThat(wrong.stream().limit(SHOWN))
                .as(wrong.size() + " of " + total + " print something else in " + name)
                .isEmpty();
    }

    private static String masked(String text) {
        String placeless = BY_ZERO.matcher(text).replaceAll(":LINE: ");
        return ADDRESS.matcher(placeless).replaceAll("$1ADDRESS").replace("-nan", "nan");
    }

    private static String complaint(Program program, Ours.Place place, String theirs, String ours) {
        return "\n>>> "
                + program.title()
                + " ("
                + place
                + ")\n"
                + program.source()
                + "--- lua5.4\n"
                + theirs
                + "--- ours\n"
                + ours;
    }
}
