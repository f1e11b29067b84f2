package chancery.appview.script.trial;

import chancery.appview.record.Writers;
import chancery.appview.registry.Compiler;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.stream.RecordStreams;
import chancery.atproto.syntax.Tid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs scripts without consequences.
public final class Trials {
    private final Compiler compiler;
    private final Function<Notes, ScriptEngine> engines;
    private final Supplier<Tid> tids;
    private final RecordStreams streams;

    /// @param engines makes an engine whose scripts write to these notes, and act on nothing else
    /// @param streams that scripts may read
    public Trials(
            Compiler compiler,
            Function<Notes, ScriptEngine> engines,
            Supplier<Tid> tids,
            RecordStreams streams) {
        this.compiler = compiler;
        this.engines = engines;
        this.tids = tids;
        this.streams = streams;
    }

    /// What takes the place of all that a script can write to.
    public record Notes(Writers writers, RecordStreams streams) {}

    /// How a trial ended, and what would have been written until then.
    public record Trial(ScriptOutcome outcome, List<TrialWrite> writes) {
        public Trial {
            writes = List.copyOf(writes);
        }
    }

    /// Compiles a source and runs it.
    ///
    /// @throws chancery.atproto.syntax.SyntaxException when it cannot be compiled
    public Trial run(String source, Occasion occasion) {
        List<TrialWrite> noted = new ArrayList<>();
        Notes notes = new Notes(new NotedWriters(tids, noted), new NotedStreams(streams, noted));
        ScriptOutcome outcome =
                engines.apply(notes).run(compiler.compile("trial", source), occasion);
        return new Trial(outcome, noted);
    }
}
