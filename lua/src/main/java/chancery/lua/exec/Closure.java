package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Arrays;

/// A function of a script with the variables around it.
final class Closure extends LuaFunction {
    final Prototype prototype;
    final Frame.Cell[] upvalues;

    Closure(Prototype prototype, Frame.Cell[] upvalues) {
        this.prototype = prototype;
        this.upvalues = upvalues;
    }

    @Override
    public Object invoke(State state, Object[] arguments) {
        return run(frame(state, arguments));
    }

    @Override
    public Object call(State state) {
        return run(frame(state));
    }

    @Override
    public Object call(State state, Object first) {
        return run(frame(state, first));
    }

    @Override
    public Object call(State state, Object first, Object second) {
        return run(frame(state, first, second));
    }

    @Override
    public Object call(State state, Object first, Object second, Object third) {
        return run(frame(state, first, second, third));
    }

    /// An activation with any arguments, which are not kept.
    Frame frame(State state, Object[] arguments) {
        Prototype prototype = this.prototype;
        int parameters = prototype.parameters;
        Object[] slots = new Object[prototype.vararg ? prototype.slots + 1 : prototype.slots];
        int given = Math.min(parameters, arguments.length);
        System.arraycopy(arguments, 0, slots, 0, given);
        if (prototype.vararg) {
            slots[prototype.slots] = rest(state, arguments);
        }
        return ready(state, slots, given);
    }

    Frame frame(State state) {
        Prototype prototype = this.prototype;
        if (prototype.vararg) {
            return frame(state, Values.none());
        }
        return ready(state, new Object[prototype.slots], 0);
    }

    Frame frame(State state, Object first) {
        Prototype prototype = this.prototype;
        if (prototype.vararg) {
            return frame(state, new Object[] {first});
        }
        Object[] slots = new Object[prototype.slots];
        if (prototype.parameters > 0) {
            slots[0] = first;
        }
        return ready(state, slots, 1);
    }

    Frame frame(State state, Object first, Object second) {
        Prototype prototype = this.prototype;
        if (prototype.vararg || prototype.parameters < 2) {
            return frame(state, new Object[] {first, second});
        }
        Object[] slots = new Object[prototype.slots];
        slots[0] = first;
        slots[1] = second;
        return ready(state, slots, 2);
    }

    Frame frame(State state, Object first, Object second, Object third) {
        Prototype prototype = this.prototype;
        if (prototype.vararg || prototype.parameters < 3) {
            return frame(state, new Object[] {first, second, third});
        }
        Object[] slots = new Object[prototype.slots];
        slots[0] = first;
        slots[1] = second;
        slots[2] = third;
        return ready(state, slots, 3);
    }

    /// Runs an activation, and those of the calls that it ends with.
    private Object run(Frame frame) {
        Budget budget = frame.budget;
        Prototype prototype = this.prototype;
        budget.enter(prototype.weight);
        Object result = prototype.body.exec(frame);
        budget.leave(prototype.weight);
        if (result == null) {
            return Values.none();
        }
        return result instanceof Frame next ? runAll(next) : result;
    }

    private static Object runAll(Frame first) {
        Budget budget = first.budget;
        Object next = first;
        while (next instanceof Frame frame) {
            Prototype prototype = frame.closure.prototype;
            budget.enter(prototype.weight);
            next = prototype.body.exec(frame);
            budget.leave(prototype.weight);
        }
        return next == null ? Values.none() : next;
    }

    private Frame ready(State state, Object[] slots, int given) {
        Prototype prototype = this.prototype;
        for (int i = given; i < prototype.parameters; i++) {
            slots[i] = NIL;
        }
        for (int slot : prototype.cells) {
            slots[slot] = new Frame.Cell(slots[slot]);
        }
        return new Frame(state, this, slots);
    }

    private Object[] rest(State state, Object[] arguments) {
        int from = prototype.parameters;
        if (arguments.length <= from) {
            return Values.none();
        }
        state.budget().allocate(16 + 8L * (arguments.length - from));
        return from == 0
                ? arguments.clone()
                : Arrays.copyOfRange(arguments, from, arguments.length);
    }

    /// A function as written: what all its closures share.
    static final class Prototype {
        final String chunk;
        final String name;
        final int parameters;
        final boolean vararg;
        final int slots;
        /// Slots of the parameters that closures share.
        final int[] cells;
        /// Where an upvalue comes from: a slot of the function around, or the complement of the
        /// index of one of its upvalues.
        final int[] sources;
        /// The body; set once, right after the functions inside it were made.
        final Command body;

        /// Calls that take as much of the thread's stack: more than one for deep expressions.
        final int weight;

        Prototype(Shape shape, int[] cells, int[] sources, Tree body) {
            chunk = shape.chunk();
            name = shape.name();
            parameters = shape.parameters();
            vararg = shape.vararg();
            slots = shape.slots();
            this.cells = cells;
            this.sources = sources;
            this.body = body.command;
            weight = 1 + body.height / LEVELS;
        }

        /// Levels of nodes inside each other that take about as much stack as a call: together with
        /// the call some 3 KiB before the compiler has seen them.
        private static final int LEVELS = 8;

        /// A body.
        ///
        /// @param height levels of nodes inside each other
        record Tree(Command command, int height) {}

        /// What is known before the body.
        record Shape(String chunk, String name, int parameters, boolean vararg, int slots) {}

        /// Bytes that a closure is charged.
        long cost() {
            return 40 + 8L * sources.length;
        }
    }
}
