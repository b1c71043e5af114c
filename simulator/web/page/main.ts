/** The page's entry. */
import "@wokwi/elements";

document.title = "Wakeful";
