package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.SourceException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * An element of an XML document that others wrote. Document type declarations are refused, and with
 * them entities of the document's own, external ones above all.
 */
record XmlElement(Element element) {

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /**
   * The root of a document.
   *
   * @throws SourceException if it is not XML, or declares a document type
   */
  static XmlElement parse(String text) throws SourceException {
    try {
      Element root = builder().parse(new InputSource(new StringReader(text))).getDocumentElement();
      return new XmlElement(root);
    } catch (SAXException | IOException e) {
      throw new SourceException("not the XML that was expected: " + e.getMessage(), e);
    }
  }

  private static DocumentBuilder builder() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's parser must know its own features", e);
    }
  }

  /** Without it the parser prints errors to the console before it throws them. */
  private static final class Strict implements ErrorHandler {

    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }

  String name() {
    return element.getTagName();
  }

  /** The elements below it on a path of names, in the order of the document. */
  List<XmlElement> all(String... path) {
    Stream<XmlElement> found = Stream.of(this);
    for (String name : path) {
      found = found.flatMap(parent -> parent.children(name).stream());
    }
    return found.toList();
  }

  /** The first of them. */
  Optional<XmlElement> first(String... path) {
    return all(path).stream().findFirst();
  }

  private List<XmlElement> children(String name) {
    List<XmlElement> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        children.add(new XmlElement(child));
      }
    }
    return children;
  }

  /** The value of an attribute; empty if it is absent or empty. */
  Optional<String> attribute(String name) {
    return Optional.of(element.getAttribute(name)).filter(value -> !value.isEmpty());
  }

  /** The text in it, without the white space around. */
  String text() {
    return element.getTextContent().strip();
  }
}
