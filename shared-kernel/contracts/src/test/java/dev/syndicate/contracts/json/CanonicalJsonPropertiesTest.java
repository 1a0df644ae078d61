package dev.syndicate.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every JSON value. */
class CanonicalJsonPropertiesTest {

    @Property(tries = 500)
    void isIdempotent(@ForAll("values") JsonValue value) throws InadmissibleJsonException {
        byte[] canonical = CanonicalJson.bytes(value);
        JsonValue again = Json.parseCanonical(canonical);
        assertThat(again).isEqualTo(value);
        assertThat(CanonicalJson.bytes(again)).isEqualTo(canonical);
    }

    @Property(tries = 500)
    void ignoresMemberOrderWhiteSpaceAndEscaping(@ForAll("values") JsonValue value, @ForAll long seed)
            throws InadmissibleJsonException {
        String scrambled = scrambled(value, new Random(seed));
        assertThat(CanonicalJson.bytes(Json.parse(scrambled))).isEqualTo(CanonicalJson.bytes(value));
    }

    @Property(tries = 500)
    void differsWheneverTheValueDiffers(@ForAll("values") JsonValue one, @ForAll("values") JsonValue other) {
        assertThat(CanonicalJson.text(one).equals(CanonicalJson.text(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 500)
    void differsWhenAnyScalarChanges(@ForAll("values") JsonValue value, @ForAll long seed) {
        JsonValue changed = changed(value, new Random(seed));
        assertThat(CanonicalJson.bytes(changed)).isNotEqualTo(CanonicalJson.bytes(value));
    }

    @Property(tries = 1000)
    void admitsEveryDoubleInItsCanonicalForm(@ForAll long bits) throws InadmissibleJsonException {
        double number = Double.longBitsToDouble(bits);
        if (Double.isFinite(number)) {
            JsonValue value = JsonValue.of(number);
            assertThat(Json.parse(CanonicalJson.text(value))).isEqualTo(value);
        }
    }

    @Property(tries = 1000)
    void neverThrowsAnythingButARefusal(@ForAll byte[] noise) {
        try {
            Json.parse(noise);
        } catch (InadmissibleJsonException refusal) {
            assertThat(refusal.offset()).isBetween(0, noise.length);
        }
    }

    @Provide
    Arbitrary<JsonValue> values() {
        return values(3);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> scalars = Arbitraries.oneOf(
                strings().map(JsonValue::of),
                Arbitraries.doubles().map(JsonValue::of),
                Arbitraries.integers().map(i -> JsonValue.of((long) i)),
                Arbitraries.of(true, false).map(JsonValue::of),
                Arbitraries.just(JsonNull.NULL));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<JsonValue> arrays = values(depth - 1).list().ofMaxSize(4).map(JsonArray::of);
        Arbitrary<JsonValue> objects =
                Arbitraries.maps(strings(), values(depth - 1)).ofMaxSize(4).map(JsonObject::of);
        return Arbitraries.oneOf(scalars, arrays, objects);
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(8)
                .map(text -> text.codePoints()
                        .filter(c -> c < 0xD800 || c > 0xDFFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static String scrambled(JsonValue value, Random random) {
        return switch (value) {
            case JsonObject object -> scrambled(object, random);
            case JsonArray array ->
                array.stream()
                        .map(item -> blank(random) + scrambled(item, random) + blank(random))
                        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            case JsonString string -> scrambled(string.value(), random);
            default -> value.toString();
        };
    }

    private static String scrambled(JsonObject object, Random random) {
        List<String> members = new ArrayList<>();
        object.forEach((name, value) -> members.add(blank(random) + scrambled(name, random) + blank(random) + ":"
                + blank(random) + scrambled(value, random)));
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + blank(random) + "}";
    }

    private static String scrambled(String text, Random random) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean pair = Character.isSurrogate(c);
            if (c < ' ' || c == '"' || c == '\\' || pair || random.nextInt(3) == 0) {
                out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String blank(Random random) {
        return List.of("", " ", "\n", "\t\r").get(random.nextInt(4));
    }

    /** The same value with one scalar, or one empty container, replaced by another value. */
    private static JsonValue changed(JsonValue value, Random random) {
        return switch (value) {
            case JsonObject object
            when !object.isEmpty() -> {
                String name = object.names().get(random.nextInt(object.size()));
                yield object.with(name, changed(object.get(name), random));
            }
            case JsonArray array
            when array.size() > 0 -> {
                List<JsonValue> items = new ArrayList<>(array.items());
                int index = random.nextInt(items.size());
                items.set(index, changed(items.get(index), random));
                yield JsonArray.of(items);
            }
            case JsonString string -> JsonValue.of(string.value() + "\u0000");
            case JsonNumber number ->
                JsonValue.of(
                        number.value() == 0
                                ? Double.MIN_VALUE
                                : Math.nextDown(number.value()) == Double.NEGATIVE_INFINITY
                                        ? 0
                                        : Math.nextDown(number.value()));
            case JsonBoolean truth -> JsonValue.of(!truth.value());
            default -> JsonObject.of(Map.of("changed", value));
        };
    }
}
