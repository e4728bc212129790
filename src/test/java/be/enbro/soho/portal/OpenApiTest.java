package be.enbro.soho.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.portal.ApiReference.Answer;
import be.enbro.soho.portal.ApiReference.Body;
import be.enbro.soho.portal.ApiReference.Call;
import be.enbro.soho.portal.ApiReference.Field;
import be.enbro.soho.portal.ApiReference.Group;
import be.enbro.soho.portal.ApiReference.Notation;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final ApiReference REFERENCE = reference(
            """
            {"info": {"description": "Read *this*."},
             "security": [{"token": []}],
             "tags": [{"name": "Second", "description": "Two."}, {"name": "First"}],
             "paths": {
               "/a": {"get": {"operationId": "showA", "tags": ["First"], "summary": "Show A", "security": [],
                 "responses": {"200": {"description": "OK", "headers": {"Link": {"description": "A page.", "schema": {"type": "string"}}}}}}},
               "/b/{id}": {
                 "get": {"operationId": "listBs", "tags": ["Second"], "summary": "List b", "responses": {}},
                 "post": {"operationId": "createB", "tags": ["Second"], "summary": "Create b", "description": "A `b`.",
                   "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "format": "int64", "minimum": 1}}],
                   "requestBody": {"description": "JSON.", "content": {"application/json": {
                     "schema": {"$ref": "#/components/schemas/BRequest"},
                     "examples": {"one": {"summary": "One b", "value": {"b": {"name": "x"}}}}}}},
                   "responses": {
                     "422": {"$ref": "#/components/responses/Refused"},
                     "201": {"description": "Created", "headers": {"X-Id": {"description": "An id.", "schema": {"type": "string"}}, "Link": {"description": "The next b.", "schema": {"type": "string"}}},
                       "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/B"}}, "examples": {"none": {"value": []}}}}}}}}},
             "components": {
               "responses": {"Refused": {"description": "Refused", "headers": {"X-Id": {"description": "An id.", "schema": {"type": "string"}}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}}},
               "schemas": {
                 "Errors": {"type": "object", "properties": {"errors": {"type": "array", "items": {"type": "object", "properties": {"error": {"type": "string"}}}}}},
                 "BRequest": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/components/schemas/B"}}},
                 "B": {"type": "object", "description": "The b.", "required": ["name"], "properties": {
                   "name": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^x$", "description": "Its name."},
                   "kind": {"type": "string", "enum": ["p", "q"], "default": "p"},
                   "next": {"type": ["integer", "null"]},
                   "fee": {"$ref": "#/components/schemas/Decimal", "minimum": 0, "description": "In euro."}}},
                 "Decimal": {"description": "A decimal.", "anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[0-9]+$"}]}}}}
            """);

    @Test
    void calls_are_grouped_by_tag_in_the_order_of_the_tags() {
        assertEquals(
                List.of("Second", "First"),
                REFERENCE.groups().stream().map(Group::name).toList());
        assertEquals(
                List.of("createB", "listBs"),
                REFERENCE.groups().get(0).calls().stream().map(Call::id).toList());
        assertEquals("<p>Two.</p>\n", REFERENCE.groups().get(0).text());
        assertEquals("<p>Read <em>this</em>.</p>\n", REFERENCE.text());
    }

    @Test
    void a_call_has_its_method_path_summary_text_and_parameters() {
        Call call = createB();
        assertEquals("createB POST /b/{id}", call.id() + " " + call.method() + " " + call.path());
        assertEquals("<p>A <code>b</code>.</p>\n", call.text());
        assertEquals(
                List.of(new Field("path ", "id", true, "integer", "", List.of(), List.of("at least 1"), "", "")),
                call.parameters());
        assertEquals("Create b", call.summary());
        assertEquals("Show A", showA().summary());
    }

    @Test
    void a_call_needs_a_token_unless_it_says_otherwise() {
        assertTrue(createB().needsToken());
        assertFalse(showA().needsToken());
    }

    @Test
    void fields_of_a_body_have_their_path_type_and_limits() {
        Body body = createB().request();
        assertEquals("BRequest", body.schema());
        assertEquals("<p>JSON.</p>\n", body.text());
        assertEquals(
                List.of(
                        new Field("", "b", true, "object", "", List.of(), List.of(), "", "<p>The b.</p>\n"),
                        new Field(
                                "b.",
                                "name",
                                true,
                                "string",
                                "",
                                List.of(),
                                List.of("1 to 255 characters"),
                                "^x$",
                                "<p>Its name.</p>\n"),
                        new Field("b.", "kind", false, "string", "", List.of("p", "q"), List.of("default p"), "", ""),
                        new Field("b.", "next", false, "integer or null", "", List.of(), List.of(), "", ""),
                        new Field(
                                "b.",
                                "fee",
                                false,
                                "Decimal",
                                "Decimal",
                                List.of(),
                                List.of("at least 0"),
                                "",
                                "<p>In euro.</p>\n")),
                body.fields());
    }

    @Test
    void notations_are_listed_once_with_their_alternatives() {
        assertEquals(
                List.of("Decimal"),
                REFERENCE.notations().stream().map(Notation::name).toList());
        Notation decimal = REFERENCE.notations().get(0);
        assertEquals("<p>A decimal.</p>\n", decimal.text());
        assertEquals(
                List.of("number", "string"),
                decimal.alternatives().stream().map(Field::type).toList());
        assertEquals("^[0-9]+$", decimal.alternatives().get(1).pattern());
    }

    @Test
    void answers_are_in_the_order_of_their_status_and_references_are_followed() {
        List<Answer> answers = createB().answers();
        assertEquals(List.of("201", "422"), answers.stream().map(Answer::status).toList());
        assertEquals(
                List.of("name", "kind", "next", "fee"),
                answers.get(0).body().fields().stream().map(Field::name).toList());
        assertEquals("[]", answers.get(0).body().examples().get(0).json());
        assertEquals("<p>Refused</p>\n", answers.get(1).text());
        assertFalse(answers.get(0).isError());
        assertTrue(answers.get(1).isError());
    }

    @Test
    void headers_and_bodies_of_errors_are_collected_from_all_answers() {
        assertEquals(
                List.of("X-Id"), REFERENCE.headers().stream().map(Field::name).toList());
        assertEquals(
                List.of("Errors"), REFERENCE.bodies().stream().map(Body::schema).toList());
        assertEquals(
                List.of("", "errors."),
                REFERENCE.bodies().get(0).fields().stream().map(Field::parent).toList());
    }

    @Test
    void a_header_with_several_texts_is_explained_with_each_answer_that_has_it() {
        Answer created = createB().answers().get(0);
        assertEquals(
                List.of(new Field("", "Link", false, "string", "", List.of(), List.of(), "", "<p>The next b.</p>\n")),
                REFERENCE.ownHeaders(created));
        assertEquals(
                List.of("X-Id"),
                REFERENCE.sharedHeaders(created).stream().map(Field::name).toList());
        assertEquals(
                List.of("<p>A page.</p>\n"),
                REFERENCE.ownHeaders(showA().answers().get(0)).stream()
                        .map(Field::text)
                        .toList());
        assertEquals(List.of(), REFERENCE.ownHeaders(createB().answers().get(1)));
    }

    @Test
    void text_is_html_without_elements_of_its_own() {
        assertEquals(
                "<p>a <strong>b</strong> &lt;script&gt; <a rel=\"nofollow\" href=\"\">c</a></p>\n",
                Markdown.html("a **b** <script> [c](javascript:d)"));
    }

    @Test
    void json_is_indented_and_escaped() {
        assertEquals(
                "{\n  <span>\"a&lt;\"</span>: [\n    <b>1</b>,\n    <i>\"&lt;\\\"&amp;\"</i>\n  ],\n  <span>\"b\"</span>: {}\n}",
                HighlightedJson.of(json("{\"a<\": [1, \"<\\\"&\"], \"b\": {}}")));
    }

    private static Call createB() {
        return REFERENCE.groups().get(0).calls().get(0);
    }

    private static Call showA() {
        return REFERENCE.groups().get(1).calls().get(0);
    }

    private static ApiReference reference(String document) {
        return new OpenApi(json(document)).reference();
    }

    private static jakarta.json.JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
