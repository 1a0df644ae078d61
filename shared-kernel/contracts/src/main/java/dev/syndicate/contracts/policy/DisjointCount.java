package dev.syndicate.contracts.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Says in which set each person counts where one person counts in one set only: a maximum matching, so that nobody is
 * put where they keep a quorum from being met that could be met (docs/spec/policy-bundle.md, section 8). People are
 * taken in their order and sets in theirs, so the same people always count in the same sets, and who counts goes on
 * counting when others come.
 *
 * @param <T> what stands for a person
 */
public final class DisjointCount<T> {

    private final List<ThresholdSet> sets;
    private final BiPredicate<T, ThresholdSet> belongs;
    private final Map<String, List<T>> counted = new HashMap<>();

    private DisjointCount(List<ThresholdSet> sets, BiPredicate<T, ThresholdSet> belongs) {
        this.sets = sets;
        this.belongs = belongs;
        sets.forEach(set -> counted.put(set.name(), new ArrayList<>()));
    }

    /** Counts these people, each of whom is another one. */
    public static <T> DisjointCount<T> of(
            List<ThresholdSet> sets, List<T> people, BiPredicate<T, ThresholdSet> belongs) {
        DisjointCount<T> count = new DisjointCount<>(sets, belongs);
        people.forEach(person -> count.place(person, new HashSet<>()));
        return count;
    }

    /** Those who count in this set: never more than it asks for. */
    public List<T> in(ThresholdSet set) {
        return List.copyOf(seats(set));
    }

    /** Whether every set has as many as it asks for. */
    public boolean fills() {
        return sets.stream().allMatch(set -> in(set).size() >= set.approve());
    }

    /** Finds a place, if need be by moving others to another set of theirs; each set is asked once. */
    private boolean place(T person, Set<String> asked) {
        for (ThresholdSet set : sets) {
            if (belongs.test(person, set) && asked.add(set.name()) && placeIn(set, person, asked)) {
                return true;
            }
        }
        return false;
    }

    private boolean placeIn(ThresholdSet set, T person, Set<String> asked) {
        List<T> here = seats(set);
        if (here.size() < set.approve()) {
            here.add(person);
            return true;
        }
        for (int i = 0; i < here.size(); i++) {
            if (place(here.get(i), asked)) {
                here.set(i, person);
                return true;
            }
        }
        return false;
    }

    private List<T> seats(ThresholdSet set) {
        return Objects.requireNonNull(counted.get(set.name()), "One of the sets that are counted");
    }
}
