package dev.syndicate.contracts.chain;

/**
 * The first line of a checkpoint: which log, and which epoch of it. Checkpoints of one origin are consistent with each
 * other. Text form: {@code syndicate.dev/log/<log id>/<epoch>}.
 *
 * @param log the log
 * @param epoch 1 for a new log; grows only when a signed tail was lost and two operators adopted what is left
 */
public record LogOrigin(LogId log, long epoch) {

    public LogOrigin {
        if (epoch < 1) {
            throw new IllegalArgumentException("The first epoch is 1");
        }
    }

    /** Reads the text form; leading zeros and signs are refused. */
    public static LogOrigin parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("An origin ends in /<epoch>");
        }
        return new LogOrigin(LogId.ofKeyName(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return log.keyName() + "/" + epoch;
    }
}
