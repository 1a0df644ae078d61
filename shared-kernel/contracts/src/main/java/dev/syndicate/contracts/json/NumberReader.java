package dev.syndicate.contracts.json;

import dev.syndicate.contracts.json.InadmissibleJsonException.Code;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON number and admits it only when its exact decimal value is the exact decimal value of its canonical text.
 * {@code 0.10}, {@code 1E2} and {@code -0} are admitted; {@code 9007199254740993}, {@code 333333333.33333329} and
 * {@code 1e-400} are not, because a double does not keep them.
 */
final class NumberReader {

    /** No canonical text has more significant digits. */
    private static final int MAX_SIGNIFICANT = 17;
    /** Every whole number of so many digits is a double, and its own shortest text. */
    private static final int FEW_DIGITS = 15;
    /** Larger than any exponent that a text of {@link Integer#MAX_VALUE} bytes could balance. */
    private static final long EXPONENT_CAP = 1L << 40;

    private final byte[] in;
    private final byte[] significant = new byte[MAX_SIGNIFICANT];
    private int at;
    private int start;
    private int digits;
    private long zeros;
    private boolean tooManyDigits;
    private long point;

    NumberReader(byte[] in) {
        this.in = in;
    }

    /** Where the number ends. */
    int end() {
        return at;
    }

    /** Reads the number that starts at this position. */
    JsonNumber read(int from) throws InadmissibleJsonException {
        JsonNumber whole = whole(from);
        return whole == null ? general(from) : whole;
    }

    /** A whole number that is written as its canonical text, with so few digits that a double surely keeps it. */
    private @Nullable JsonNumber whole(int from) {
        int first = from < in.length && in[from] == '-' ? from + 1 : from;
        int end = first;
        long value = 0;
        while (end < in.length && end - first <= FEW_DIGITS && in[end] >= '0' && in[end] <= '9') {
            value = 10 * value + in[end++] - '0';
        }
        int count = end - first;
        boolean plain = count > 0 && count <= FEW_DIGITS && (in[first] != '0' || count == 1 && first == from);
        if (!plain || end < in.length && (in[end] == '.' || in[end] == 'e' || in[end] == 'E')) {
            return null;
        }
        at = end;
        return new JsonNumber(first == from ? value : -value);
    }

    private JsonNumber general(int from) throws InadmissibleJsonException {
        start = from;
        at = from;
        digits = 0;
        zeros = 0;
        point = 0;
        tooManyDigits = false;
        boolean negative = skip('-');
        integerPart();
        fractionPart();
        exponentPart();
        return exact(negative);
    }

    private void integerPart() throws InadmissibleJsonException {
        if (skip('0')) {
            if (isDigit()) {
                throw malformed("A number has no leading zeros");
            }
            return;
        }
        requireDigit();
        while (isDigit()) {
            digit();
            point++;
        }
    }

    private void fractionPart() throws InadmissibleJsonException {
        if (!skip('.')) {
            return;
        }
        requireDigit();
        while (isDigit()) {
            if (digits == 0 && in[at] == '0') {
                point--;
            }
            digit();
        }
    }

    private void exponentPart() throws InadmissibleJsonException {
        if (!skip('e') && !skip('E')) {
            return;
        }
        boolean negative = skip('-');
        if (!negative) {
            skip('+');
        }
        requireDigit();
        long exponent = 0;
        while (isDigit()) {
            exponent = Math.min(EXPONENT_CAP, exponent * 10 + in[at++] - '0');
        }
        point += negative ? -exponent : exponent;
    }

    /** Keeps significant digits only: zeros count once a digit other than zero follows them. */
    private void digit() {
        byte digit = in[at++];
        if (digit == '0') {
            zeros += digits == 0 ? 0 : 1;
            return;
        }
        while (zeros > 0 && !tooManyDigits) {
            keep((byte) '0');
            zeros--;
        }
        zeros = 0;
        keep(digit);
    }

    private void keep(byte digit) {
        if (digits == MAX_SIGNIFICANT) {
            tooManyDigits = true;
            return;
        }
        significant[digits++] = digit;
    }

    /** Both decimals have neither leading nor trailing zeros, so they are equal exactly when digits and point are. */
    private JsonNumber exact(boolean negative) throws InadmissibleJsonException {
        if (digits == 0) {
            return new JsonNumber(0);
        }
        if (point > 309) {
            throw refused(Code.NUMBER_NOT_FINITE, "A number beyond the range of a double");
        }
        String text = new String(significant, 0, digits, StandardCharsets.US_ASCII);
        double magnitude = point < -400 ? 0 : Double.parseDouble("0." + text + "E" + point);
        if (Double.isInfinite(magnitude)) {
            throw refused(Code.NUMBER_NOT_FINITE, "A number beyond the range of a double");
        }
        if (tooManyDigits || magnitude == 0 || !isShortest(magnitude, text)) {
            throw refused(Code.NUMBER_NOT_EXACT, "A number that a double does not keep exactly");
        }
        return new JsonNumber(negative ? -magnitude : magnitude);
    }

    private boolean isShortest(double magnitude, String text) {
        EcmaScriptNumber.Decimal canonical = EcmaScriptNumber.shortest(magnitude);
        return canonical.point() == point && canonical.digits().equals(text);
    }

    private boolean skip(char expected) {
        if (at == in.length || in[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    private boolean isDigit() {
        return at < in.length && in[at] >= '0' && in[at] <= '9';
    }

    private void requireDigit() throws InadmissibleJsonException {
        if (!isDigit()) {
            throw malformed("Expected a digit");
        }
    }

    private InadmissibleJsonException malformed(String message) {
        return new InadmissibleJsonException(Code.MALFORMED, at, message);
    }

    private InadmissibleJsonException refused(Code code, String message) {
        return new InadmissibleJsonException(code, start, message);
    }
}
