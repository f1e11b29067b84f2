package chancery.server.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;

import org.slf4j.LoggerFactory;

import java.io.OutputStream;

/// Sets up the log of the process, in code: no file is looked for.
public final class Logs implements AutoCloseable {
    private static final int QUEUE = 8_192;

    private final LoggerContext context;

    private Logs(LoggerContext context) {
        this.context = context;
    }

    /// Sends everything from this level on to the stream.
    ///
    /// @param level `error`, `warn`, `info` or `debug`
    public static Logs open(String level, OutputStream out) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        var writer = new OutputStreamAppender<ILoggingEvent>();
        writer.setContext(context);
        writer.setEncoder(lines);
        writer.setOutputStream(out);
        writer.start();
        var beside = new AsyncAppender();
        beside.setContext(context);
        beside.setQueueSize(QUEUE);
        beside.setDiscardingThreshold(0);
        beside.setNeverBlock(true);
        beside.addAppender(writer);
        beside.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level));
        root.addAppender(beside);
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        return new Logs(context);
    }

    /// Writes what waits.
    @Override
    public void close() {
        context.stop();
    }
}
