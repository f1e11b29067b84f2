package chancery.lua.exec;

import chancery.lua.syntax.Statement.Label;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Statements one after the other, and those that choose among them.
final class Blocks {
    private static final Command NOTHING = new Nothing();

    private Blocks() {}

    /// Statements without labels.
    static Command of(List<Command> commands) {
        return switch (commands.size()) {
            case 0 -> NOTHING;
            case 1 -> commands.getFirst();
            case 2 -> new Two(commands.get(0), commands.get(1));
            default -> new Many(commands.toArray(Command[]::new));
        };
    }

    private static final class Nothing extends Command {
        @Override
        @Nullable Object exec(Frame frame) {
            return null;
        }
    }

    private static final class Two extends Command {
        private final Command first;
        private final Command second;

        Two(Command first, Command second) {
            this.first = first;
            this.second = second;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object result = first.exec(frame);
            return result != null ? result : second.exec(frame);
        }
    }

    private static final class Many extends Command {
        private final Command[] commands;

        Many(Command[] commands) {
            this.commands = commands;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            for (Command command : commands) {
                Object result = command.exec(frame);
                if (result != null) {
                    return result;
                }
            }
            return null;
        }
    }

    /// Statements among which `goto` finds its labels.
    static final class Labelled extends Command {
        private final Command[] commands;
        private final Label[] labels;
        private final int[] places;

        /// @param places for each label, the index of the command behind it
        Labelled(Command[] commands, Label[] labels, int[] places) {
            this.commands = commands;
            this.labels = labels;
            this.places = places;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            int at = 0;
            while (at < commands.length) {
                Object result = commands[at].exec(frame);
                if (result == null) {
                    at++;
                } else {
                    int place = result instanceof Label label ? place(label) : -1;
                    if (place < 0) {
                        return result;
                    }
                    frame.budget.step();
                    at = place;
                }
            }
            return null;
        }

        private int place(Label wanted) {
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == wanted) {
                    return places[i];
                }
            }
            return -1;
        }
    }

    /// `if` with a single condition.
    static final class If extends Command {
        private final Node condition;
        private final Command then;

        If(Node condition, Command then) {
            this.condition = condition;
            this.then = then;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            return condition.test(frame) ? then.exec(frame) : null;
        }
    }

    /// `if` with any number of conditions.
    static final class Choice extends Command {
        private final Node[] conditions;
        private final Command[] blocks;
        private final Command otherwise;

        Choice(Node[] conditions, Command[] blocks, Command otherwise) {
            this.conditions = conditions;
            this.blocks = blocks;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            for (int i = 0; i < conditions.length; i++) {
                if (conditions[i].test(frame)) {
                    return blocks[i].exec(frame);
                }
            }
            return otherwise.exec(frame);
        }
    }

    /// A call whose results are dropped.
    static final class Dropped extends Command {
        private final Node call;

        Dropped(Node call) {
            this.call = call;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            call.evalAll(frame);
            return null;
        }
    }

    /// `break` and `goto`.
    static final class Jump extends Command {
        private final Object target;

        Jump(Object target) {
            this.target = target;
        }

        @Override
        Object exec(Frame frame) {
            return target;
        }
    }

    /// `return` of one value.
    static final class Return extends Command {
        private final Node value;

        Return(Node value) {
            this.value = value;
        }

        @Override
        Object exec(Frame frame) {
            return value.evalAll(frame);
        }
    }

    /// `return` of a call that takes this function's place.
    static final class ReturnCall extends Command {
        private final Calls.Call call;

        ReturnCall(Calls.Call call) {
            this.call = call;
        }

        @Override
        Object exec(Frame frame) {
            return call.tail(frame);
        }
    }

    /// `return` of none or several values.
    static final class ReturnMany extends Command {
        private final Node[] values;

        ReturnMany(Node[] values) {
            this.values = values;
        }

        @Override
        Object exec(Frame frame) {
            return Lists.evalAll(frame, values, 0);
        }
    }
}
