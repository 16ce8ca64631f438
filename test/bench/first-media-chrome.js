// A video player of Web Components: no form, but the same kind of package.
import 'media-chrome';
