package org.egide.demo;

import java.util.stream.Collectors;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.staff.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Opens a session of staff for a persona, so that a person or a script can look around: {@code GET /desk/demo} offers them,
 * {@code POST /desk/demo/sign-in} takes one ({@code persona}) and refuses unknown ones as not found.
 */
@RestController
final class DemoSignIn {
    private final Personas personas;
    private final Sessions sessions;

    DemoSignIn(Personas personas, Sessions sessions) {
        this.personas = personas;
        this.sessions = sessions;
    }

    @GetMapping("/desk/demo")
    @Anyone(why = "only the demonstration has this page; it shows invented people")
    ResponseEntity<String> personas() {
        var buttons = personas.all().stream().map(DemoSignIn::button).collect(Collectors.joining("\n"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=utf-8"))
                .body("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Demonstration</title><link rel="stylesheet" href="/static/desk.css"></head>
                <body><main id="main"><h1>Demonstration: whose desk?</h1>
                <form class="act stack" method="post" action="/desk/demo/sign-in">
                %s
                </form></main></body></html>
                """.formatted(buttons));
    }

    private static String button(Personas.Persona persona) {
        return "<button name=\"persona\" value=\"%s\">%s, %s (%s)</button>"
                .formatted(
                        persona.name(),
                        persona.person().name(),
                        persona.person().desk().name(),
                        persona.name());
    }

    @PostMapping("/desk/demo/sign-in")
    @Anyone(why = "only the demonstration has this door, with invented people and invented reports")
    ResponseEntity<Void> signIn(@RequestParam String persona) {
        var known = personas.find(persona).orElseThrow(Refusal::notFound);
        var token = sessions.open(known.person().id());
        return ResponseEntity.status(303)
                .header(HttpHeaders.SET_COOKIE, sessions.cookie(token).toString())
                .header(HttpHeaders.LOCATION, "/desk")
                .build();
    }
}
