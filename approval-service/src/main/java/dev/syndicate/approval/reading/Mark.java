package dev.syndicate.approval.reading;

/**
 * What a stretch of a text is, for its colour alone.
 *
 * @param from where it begins, in UTF-16 units
 * @param to where the next thing begins
 * @param kind the style's class: command, option, string, variable, sign, note, key
 */
public record Mark(int from, int to, String kind) {

    public static final String COMMAND = "t-cmd";
    public static final String OPTION = "t-opt";
    public static final String STRING = "t-str";
    public static final String VARIABLE = "t-var";
    public static final String SIGN = "t-op";
    public static final String NOTE = "t-note";
    public static final String KEY = "t-key";
}
