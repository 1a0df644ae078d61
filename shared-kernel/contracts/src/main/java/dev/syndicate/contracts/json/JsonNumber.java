package dev.syndicate.contracts.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A number: an IEEE 754 double that is finite. Negative zero is zero.
 *
 * @param value never NaN, infinite or negative zero
 */
public record JsonNumber(double value) implements JsonValue {

    private static final double MAX_SAFE_INTEGER = 1L << 53;
    private static final MathContext SHOWN = new MathContext(30);

    public JsonNumber {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A JSON number is finite");
        }
        value = value == 0 ? 0.0 : value;
    }

    /** This integer; refused when its canonical text would be another one, which can happen beyond 2^53. */
    public static JsonNumber of(long value) {
        boolean safe = value > -MAX_SAFE_INTEGER && value < MAX_SAFE_INTEGER;
        return safe ? new JsonNumber(value) : ofExactly(value);
    }

    static JsonNumber ofExactly(Number number) {
        return switch (number) {
            case Double d -> new JsonNumber(d);
            case Float f -> exactly(new BigDecimal(f.toString()));
            case BigDecimal d -> exactly(d);
            case BigInteger i -> exactly(new BigDecimal(i));
            case Long _, Integer _, Short _, Byte _ -> exactly(BigDecimal.valueOf(number.longValue()));
            default -> throw new IllegalArgumentException("Not a plain number: " + number.getClass());
        };
    }

    /** Whether this is a whole number that every JSON reader takes exactly: at most 2^53 in size. */
    public boolean isInteger() {
        return Math.rint(value) == value && Math.abs(value) <= MAX_SAFE_INTEGER;
    }

    @Override
    public Object toPlain() {
        return isInteger() ? (Object) (long) value : (Object) value;
    }

    /** The canonical text (RFC 8785, 3.2.2.3), for example {@code 1e+21}. */
    @Override
    public String toString() {
        return EcmaScriptNumber.text(value);
    }

    private static JsonNumber exactly(BigDecimal decimal) {
        double nearest = decimal.doubleValue();
        if (!Double.isFinite(nearest) || new BigDecimal(EcmaScriptNumber.text(nearest)).compareTo(decimal) != 0) {
            throw new IllegalArgumentException("A JSON number must survive as a double: " + decimal.round(SHOWN));
        }
        return new JsonNumber(nearest);
    }
}
