package dev.syndicate.local.bench;

import java.util.Locale;

/** What a figure should be. */
sealed interface Goal {

    /** It is only shown. */
    Goal NONE = new None();

    boolean isMet(double ours, double baseline);

    String text();

    /** No goal. */
    record None() implements Goal {

        @Override
        public boolean isMet(double ours, double baseline) {
            return true;
        }

        @Override
        public String text() {
            return "";
        }
    }

    /** At least this part of the baseline. */
    record AtLeast(double ratio) implements Goal {

        @Override
        public boolean isMet(double ours, double baseline) {
            return ours / baseline >= ratio;
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "ratio >= %.2g", ratio);
        }
    }

    /** At most so many times the baseline. */
    record AtMost(double ratio) implements Goal {

        @Override
        public boolean isMet(double ours, double baseline) {
            return ours / baseline <= ratio;
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "ratio <= %.2g", ratio);
        }
    }

    /** Less than this, whatever the baseline is. */
    record Below(double bound, String unit) implements Goal {

        @Override
        public boolean isMet(double ours, double baseline) {
            return ours < bound;
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "< %.0f %s", bound, unit);
        }
    }
}
