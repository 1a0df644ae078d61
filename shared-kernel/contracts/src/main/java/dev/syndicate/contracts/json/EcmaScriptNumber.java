package dev.syndicate.contracts.json;

/**
 * The text of a double as ECMAScript's {@code Number::toString} gives it, which RFC 8785 (3.2.2.3) takes as canonical: the
 * fewest digits that read back as the same double, of those the closest; plain notation from 1e-6 to below 1e21.
 */
final class EcmaScriptNumber {

    private static final int PLAIN_UP_TO = 21;
    private static final int PLAIN_DOWN_TO = -6;
    /** Below this, every whole number is a double, and written with all of its digits. */
    private static final double PLAIN_INTEGERS = 1e15;

    private EcmaScriptNumber() {}

    static String text(double value) {
        if (Math.abs(value) < PLAIN_INTEGERS && value == (long) value) {
            return Long.toString((long) value);
        }
        Decimal decimal = shortest(Math.abs(value));
        StringBuilder out = new StringBuilder(26);
        if (value < 0) {
            out.append('-');
        }
        write(out, decimal.digits, decimal.point);
        return out.toString();
    }

    /** The value is {@code 0.digits * 10^point}; there are no leading and no trailing zeros. */
    record Decimal(String digits, int point) {}

    /** Since JDK 19 Double.toString gives the shortest digits, but never fewer than two: 4.9E-324 for 5e-324. */
    static Decimal shortest(double value) {
        Decimal decimal = decimalOf(Double.toString(value));
        if (decimal.digits.length() != 2) {
            return decimal;
        }
        long rounded = Math.round(Integer.parseInt(decimal.digits) / 10.0);
        Decimal single = decimalOf(rounded + ".0E" + (decimal.point - 1));
        boolean same = Double.parseDouble("0." + single.digits + "E" + single.point) == value;
        return same ? single : decimal;
    }

    private static Decimal decimalOf(String javaText) {
        int e = javaText.indexOf('E');
        String mantissa = e < 0 ? javaText : javaText.substring(0, e);
        int exponent = e < 0 ? 0 : Integer.parseInt(javaText.substring(e + 1));
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int first = 0;
        while (all.charAt(first) == '0') {
            first++;
        }
        int last = all.length();
        while (all.charAt(last - 1) == '0') {
            last--;
        }
        return new Decimal(all.substring(first, last), dot - first + exponent);
    }

    /** The cases of ECMA-262, Number::toString, steps 6 to 10; {@code n} there is the point here. */
    private static void write(StringBuilder out, String digits, int point) {
        if (digits.length() <= point && point <= PLAIN_UP_TO) {
            out.append(digits).repeat('0', point - digits.length());
        } else if (0 < point && point <= PLAIN_UP_TO) {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else if (PLAIN_DOWN_TO < point && point <= 0) {
            out.append("0.").repeat('0', -point).append(digits);
        } else {
            writeExponential(out, digits, point - 1);
        }
    }

    private static void writeExponential(StringBuilder out, String digits, int exponent) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
