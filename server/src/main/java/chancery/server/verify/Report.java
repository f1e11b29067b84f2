package chancery.server.verify;

import chancery.atproto.data.Value;

import java.util.List;

/// What a check found.
///
/// @param name of what was looked at
/// @param count how many there were
/// @param faults one line each
public record Report(String name, long count, List<String> faults) {
    public Report {
        faults = List.copyOf(faults);
    }

    /// One line for people, and one per fault.
    public List<String> lines() {
        String head = name + ": " + count + " looked at, " + faults.size() + " faults";
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(head), faults.stream().map(f -> "  " + f))
                .toList();
    }

    /// The same for programs.
    public Value.Map value() {
        return Value.Map.builder()
                .put("name", name)
                .put("count", count)
                .put("faults", faults.stream().<Value>map(Value.Text::new).toList())
                .build();
    }
}
