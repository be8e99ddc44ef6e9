import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints what of PDF/UA-1 each file breaks: its name, a tab, and clause and message of the first faults. */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (FileInputStream read = new FileInputStream(file);
                    PDFAParser parsed = Foundries.defaultInstance().createParser(read, PDFAFlavour.PDFUA_1)) {
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false);
                ValidationResult found = validator.validate(parsed);
                StringBuilder told = new StringBuilder();
                found.getTestAssertions().stream().limit(3).forEach(fault ->
                        told.append(fault.getRuleId().getClause()).append(' ').append(fault.getMessage()).append("; "));
                System.out.println(file + "\t" + (found.isCompliant() ? "" : told));
            }
        }
    }
}
