package chancery.lua.control;

import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.Coroutine;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.util.concurrent.locks.LockSupport;

/// A coroutine with a thread of its own. Of all threads of a state one runs at a time: who hands
/// the turn over waits until it comes back. The turn is a volatile field, so that each sees all
/// that the others did before.
final class Routine extends Coroutine {
    /// Steps in the time that the turn takes to go to another thread and back.
    private static final int SWITCH_STEPS = 24;

    private final State state;
    private final LuaFunction body;
    private Status status = Status.SUSPENDED;
    private Order order = Order.GO_ON;
    private Object[] transfer = Values.none();
    private @Nullable Throwable failure;
    private @Nullable Object error;
    private State.Mark mark = State.Mark.START;
    private int depthBelow;
    private @Nullable Thread thread;
    private @Nullable Thread resumer;
    private @Nullable Reference<Coroutine> registration;
    private volatile boolean turn;

    /// As `coroutine.status` answers.
    enum Status {
        SUSPENDED,
        RUNNING,
        NORMAL,
        DEAD
    }

    /// What the thread does when it has the turn again.
    private enum Order {
        GO_ON,
        CLOSE,
        END
    }

    /// Leaves the thread without running anything of the script.
    @SuppressWarnings("serial") // never leaves the process
    private static final class Ended extends Error {
        Ended() {
            super(null, null, false, false);
        }
    }

    Routine(State state, LuaFunction body) {
        this.state = state;
        this.body = body;
    }

    Status status() {
        return status;
    }

    /// Whether it is being closed: what is closed then cannot yield.
    boolean closing() {
        return order == Order.CLOSE;
    }

    /// Runs until it yields, ends or fails; only when it is suspended.
    ///
    /// @throws LuaError that nothing inside caught
    Object[] resume(Object[] values) {
        if (state.nestedFully()) {
            status = Status.DEAD;
            throw new LuaError(LuaString.of("C stack overflow"), 0);
        }
        state.budget().steps(SWITCH_STEPS);
        transfer = values;
        Throwable thrown = run();
        if (thrown instanceof LuaError raised) {
            error = raised.value();
            throw raised;
        }
        return transfer;
    }

    /// Ends it, only when it is suspended or dead: closes what is to be closed.
    ///
    /// @return the error it ended with, null without one
    @Nullable Object close() {
        if (thread != null && registration != null) {
            order = Order.CLOSE;
            Throwable thrown = run();
            if (thrown instanceof LuaError raised) {
                error = raised.value();
            } else if (thrown instanceof Unwinding unwinding) {
                error = unwinding.error() == Nil.NIL ? null : unwinding.error();
            }
        }
        status = Status.DEAD;
        Object last = error;
        error = null;
        return last;
    }

    /// Hands values to who resumed it, and waits to be resumed. Runs on its own thread.
    Object[] suspend(Object[] values) {
        transfer = values;
        status = Status.SUSPENDED;
        handBack();
        if (order == Order.CLOSE) {
            throw new Unwinding();
        }
        return transfer;
    }

    @Override
    public void fail(LuaError raised) {
        if (order == Order.CLOSE) {
            return;
        }
        failure = raised;
        status = Status.DEAD;
        handBack();
    }

    @Override
    protected void end() {
        order = Order.END;
        status = Status.DEAD;
        turn = true;
        LockSupport.unpark(thread);
    }

    /// Gives the thread the turn and waits for it.
    private @Nullable Throwable run() {
        Coroutine before = state.running();
        State.Mark outside = state.mark();
        if (before instanceof Routine other) {
            other.status = Status.NORMAL;
        }
        status = Status.RUNNING;
        failure = null;
        resumer = Thread.currentThread();
        Thread started = thread;
        if (started == null) {
            registration = state.coroutines().started(this);
            started = state.host().coroutines().newThread(this::main);
            thread = started;
        }
        state.running(this);
        depthBelow = outside.nesting() + 1;
        state.reset(mark.nestedBy(depthBelow));
        turn = true;
        if (started.getState() == Thread.State.NEW) {
            started.start();
        } else {
            LockSupport.unpark(started);
        }
        await(false);
        state.running(before);
        state.reset(outside);
        if (before instanceof Routine other) {
            other.status = Status.RUNNING;
        }
        return passed();
    }

    /// The failure, when it is the script's to handle.
    private @Nullable Throwable passed() {
        Throwable thrown = failure;
        if (thrown instanceof StackOverflowError) {
            throw state.budget().breach(BudgetKind.CALL_DEPTH);
        }
        if (thrown instanceof Error fatal && !(thrown instanceof Unwinding)) {
            throw fatal;
        }
        if (thrown instanceof RuntimeException wrong && !(thrown instanceof LuaError)) {
            throw wrong;
        }
        return thrown;
    }

    private void main() {
        try {
            transfer = Values.all(body.invoke(state, transfer));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (order == Order.END) {
            return;
        }
        status = Status.DEAD;
        Reference<Coroutine> registered = registration;
        if (registered != null) {
            state.coroutines().ended(registered);
            registration = null;
        }
        turn = false;
        LockSupport.unpark(resumer);
    }

    private void handBack() {
        mark = state.mark().nestedBy(-depthBelow);
        Thread waiting = resumer;
        resumer = null;
        turn = false;
        LockSupport.unpark(waiting);
        await(true);
        if (order == Order.END) {
            throw new Ended();
        }
    }

    private void await(boolean wanted) {
        boolean interrupted = false;
        while (turn != wanted) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
