package chancery.appview.script.trial;

import chancery.appview.record.Writers;
import chancery.appview.registry.Compiler;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.Tid;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs scripts without consequences.
public final class Trials {
    private final Compiler compiler;
    private final Function<Writers, ScriptEngine> engines;
    private final Supplier<Tid> tids;

    /// @param engines makes an engine whose scripts write by these writers, and act on nothing else
    public Trials(Compiler compiler, Function<Writers, ScriptEngine> engines, Supplier<Tid> tids) {
        this.compiler = compiler;
        this.engines = engines;
        this.tids = tids;
    }

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
        NotedWriters writers = new NotedWriters(tids);
        ScriptOutcome outcome =
                engines.apply(writers).run(compiler.compile("trial", source), occasion);
        return new Trial(outcome, writers.noted());
    }
}
