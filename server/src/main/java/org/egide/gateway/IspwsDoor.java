package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.FileStore;
import org.egide.report.KeptFile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The seven calls of the XML door (section 1 of provider-gateway). The root element decides what a document is, not the header;
 * what is refused is kept before it is answered.
 */
@RestController
@ForProvider
final class IspwsDoor {
    /** The number that a call was about, for the answer to a call that failed. */
    static final String NUMBER = IspwsDoor.class.getName() + ".number";

    private static final int LARGEST_DOCUMENT = 2 * 1024 * 1024;
    private static final int LARGEST_FORM = 64 * 1024;
    private static final Set<String> CALLS =
            Set.of("status", "xsd", "submit", "upload", "fileinfo", "finish", "retract");

    private final Intakes intakes;
    private final IntakeDesk desk;
    private final Likeness likeness;
    private final XmlReader reader;
    private final WireSchema schema;
    private final WireRules rules;
    private final WireWords words;
    private final Flags flags;
    private final FileStore files;
    private final NamedFiles named;

    IspwsDoor(
            Intakes intakes,
            IntakeDesk desk,
            Likeness likeness,
            XmlReader reader,
            WireSchema schema,
            WireRules rules,
            WireWords words,
            Flags flags,
            FileStore files,
            NamedFiles named) {
        this.intakes = intakes;
        this.desk = desk;
        this.likeness = likeness;
        this.reader = reader;
        this.schema = schema;
        this.rules = rules;
        this.words = words;
        this.flags = flags;
        this.files = files;
        this.named = named;
    }

    @GetMapping("/ispws/status")
    ResponseEntity<byte[]> status(Provider provider, HttpServletRequest request) {
        var told = "Remote user: " + provider.username() + ", remote address: " + request.getRemoteAddr();
        return WireAnswer.response(WireCode.SUCCESS, told, Optional.empty());
    }

    @GetMapping("/ispws/xsd")
    ResponseEntity<byte[]> xsd() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8))
                .body(schema.text());
    }

    @PostMapping("/ispws/submit")
    ResponseEntity<byte[]> submit(Provider provider, HttpServletRequest request) {
        var body = document(provider, request);
        var number = intakes.receive(provider, body.raw());
        var read = reading(body);
        if (read instanceof Wrong wrong) {
            intakes.refuse(provider.actor(), number, body.raw(), wrong.reason());
            throw wrong.refused();
        }
        var report = ((Right) read).root();
        intakes.open(provider, number, WireRules.isBatched(report));
        flags.count(
                provider,
                report.walk()
                        .flatMap(WireRules::flags)
                        .filter(flag -> !words.knowsFlag(flag))
                        .toList());
        return WireAnswer.response(WireCode.SUCCESS, WireCode.SUCCESS.description(), Optional.of(number));
    }

    @PostMapping("/ispws/upload")
    ResponseEntity<byte[]> upload(Provider provider, HttpServletRequest request) throws IOException {
        var type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!Parts.isMultipart(type)) {
            throw WireRefused.with(WireCode.INVALID_REQUEST, "an upload is multipart with the parts id and file");
        }
        var upload = new Upload();
        try {
            return upload(provider, request, upload, Parts.of(type, request.getInputStream()));
        } catch (WireRefused | Refusal refused) {
            // The id may come after the file, and a file that was refused belongs to nothing.
            upload.file.ifPresent(kept -> named.dropUnlessNamed(provider, kept.id()));
            throw refused;
        }
    }

    private ResponseEntity<byte[]> upload(Provider provider, HttpServletRequest request, Upload upload, Parts parts) {
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            take(provider, request, upload, part.get());
        }
        var number =
                upload.number.orElseThrow(() -> WireRefused.with(WireCode.INVALID_REQUEST, "the part id is missing"));
        var kept =
                upload.file.orElseThrow(() -> WireRefused.with(WireCode.INVALID_REQUEST, "the part file is missing"));
        var name = intakes.addFile(provider, number, kept, upload.fileName);
        named.dropUnlessNamed(provider, kept.id());
        return WireAnswer.uploaded(number, name, kept.fingerprints().exact().md5());
    }

    private void take(Provider provider, HttpServletRequest request, Upload upload, Parts.Part part) {
        if (part.field().equals("id")) {
            var number = number(part.text());
            request.setAttribute(NUMBER, number);
            upload.number = Optional.of(number);
            intakes.requireOpen(provider, number);
        } else if (part.field().equals("file")) {
            if (upload.file.isPresent()) {
                throw WireRefused.with(WireCode.INVALID_REQUEST, "one file for each upload");
            }
            upload.fileName = part.fileName().orElse("unnamed");
            upload.file = Optional.of(files.keep(part.stream(), provider.actor()));
        }
    }

    @PostMapping("/ispws/fileinfo")
    ResponseEntity<byte[]> fileinfo(Provider provider, HttpServletRequest request) {
        var body = document(provider, request);
        var read = detailsIn(body);
        if (read instanceof Wrong wrong) {
            throw keep(provider, body, wrong);
        }
        var details = ((Right) read).root();
        var number = number(details.value("reportId").orElse(""));
        request.setAttribute(NUMBER, number);
        var batched = intakes.find(number, false).map(Intake::batched).orElse(false);
        intakes.requireOpen(provider, number);
        var fault = WireRules.faultOfDetails(details, batched);
        if (fault.isPresent()) {
            throw keep(provider, body, Wrong.invalid(fault.get()));
        }
        var name = details.value("fileId").orElse("").toLowerCase(Locale.ROOT);
        intakes.addDetails(provider, number, name, body.bytes());
        flags.count(
                provider,
                WireRules.flags(details).filter(flag -> !words.knowsFlag(flag)).toList());
        return WireAnswer.response(WireCode.SUCCESS, WireCode.SUCCESS.description(), Optional.of(number));
    }

    @PostMapping("/ispws/finish")
    ResponseEntity<byte[]> finish(Provider provider, HttpServletRequest request) {
        var number = numberIn(request);
        var names = intakes.finish(provider, number);
        desk.finished(number);
        return WireAnswer.done(
                WireCode.SUCCESS.status(), WireCode.SUCCESS, WireCode.SUCCESS.description(), number, names);
    }

    @PostMapping("/ispws/retract")
    ResponseEntity<byte[]> retract(Provider provider, HttpServletRequest request) {
        var number = numberIn(request);
        intakes.retract(provider, number);
        return WireAnswer.response(WireCode.SUCCESS, WireCode.SUCCESS.description(), Optional.of(number));
    }

    /** Whatever else is asked for below this path. */
    @RequestMapping({"/ispws", "/ispws/**"})
    ResponseEntity<byte[]> nothingElse(HttpServletRequest request) {
        var known = CALLS.contains(request.getRequestURI().replaceFirst("^/ispws/?", ""));
        throw known
                ? WireRefused.with(WireCode.INVALID_REQUEST, 405, "this call takes another method")
                : WireRefused.with(WireCode.RESOURCE_NOT_FOUND);
    }

    private static final class Upload {
        private Optional<Long> number = Optional.empty();
        private Optional<KeptFile> file = Optional.empty();
        private String fileName = "unnamed";
    }

    private sealed interface Reading {}

    private record Right(Element root) implements Reading {}

    private record Wrong(String reason, WireRefused refused) implements Reading {
        static Wrong invalid(String fault) {
            return new Wrong("invalid-xml", WireRefused.with(WireCode.VALIDATION_FAILED, fault));
        }
    }

    /** The document of the request; one that is too large is kept as far as it is taken. */
    private Body document(Provider provider, HttpServletRequest request) {
        var body = Body.read(request, LARGEST_DOCUMENT);
        if (body.isEmpty()) {
            throw WireRefused.with(WireCode.INVALID_REQUEST, "the body is empty");
        }
        if (body.cut()) {
            var refused = WireRefused.with(
                    WireCode.INVALID_REQUEST, 413, "a document has at most " + LARGEST_DOCUMENT + " bytes");
            throw keep(provider, body, new Wrong("too-large", refused));
        }
        return body;
    }

    private WireRefused keep(Provider provider, Body body, Wrong wrong) {
        likeness.keep(
                provider.id(),
                Door.PROVIDER_XML,
                Optional.of(provider.source()),
                provider.actor(),
                body.raw(),
                wrong.reason());
        return wrong.refused();
    }

    private Reading reading(Body body) {
        return root(body, "report", rules::faultOfReport);
    }

    private Reading detailsIn(Body body) {
        return root(body, "fileDetails", root -> Optional.empty());
    }

    private Reading root(Body body, String wanted, Function<Element, Optional<String>> moreFaults) {
        try {
            var root = reader.read(body.bytes());
            var fault = root.name().equals(wanted)
                    ? schema.fault(root).or(() -> moreFaults.apply(root))
                    : Optional.of("/" + root.name() + ": the root element of this call is " + wanted);
            return fault.<Reading>map(Wrong::invalid).orElseGet(() -> new Right(root));
        } catch (Refusal e) {
            return new Wrong(e.code(), WireRefused.with(WireCode.MALFORMED_XML, e.sentence()));
        }
    }

    /** The field id of a form, multipart or urlencoded, whatever the header says. */
    private static long numberIn(HttpServletRequest request) {
        var body = Body.read(request, LARGEST_FORM);
        var type = Optional.ofNullable(request.getContentType()).orElse("");
        var number = number(field(body, type).orElse(""));
        request.setAttribute(NUMBER, number);
        return number;
    }

    private static Optional<String> field(Body body, String type) {
        if (Parts.isMultipart(type) && type.contains("boundary")) {
            return field(Parts.of(type, new ByteArrayInputStream(body.bytes())));
        }
        var text = Body.text(body.bytes()).orElse("").strip();
        if (text.startsWith("--")) {
            return field(Parts.of(body.bytes()));
        }
        return Arrays.stream(text.split("&", -1))
                .filter(pair -> pair.startsWith("id="))
                .map(pair -> decoded(pair.substring(3)))
                .findFirst();
    }

    private static Optional<String> field(Parts parts) {
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().field().equals("id")) {
                return Optional.of(part.get().text());
            }
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw WireRefused.with(WireCode.INVALID_REQUEST, "the id of a report is a whole number");
        }
        return Long.parseLong(text);
    }
}
