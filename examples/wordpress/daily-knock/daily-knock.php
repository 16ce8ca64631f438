<?php
/**
 * Plugin Name: daily-knock
 * Description: Daily's knocking as a block, a shortcode and elements that authors may use, in rooms of the hosts that an administrator has set.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * License URI: https://opensource.org/license/mit
 * Text Domain: daily-knock
 *
 * Beside this file belongs the folder dist/ of daily-knock: "npm run build:wordpress" makes a zip file with both.
 */

defined( 'ABSPATH' ) || exit;

/** The option with the hosts whose rooms may be used. */
const DAILY_KNOCK_HOSTS = 'daily_knock_room_hosts';

/** What people without "unfiltered_html" may write. No automatic start and no token is among it. */
const DAILY_KNOCK_ATTRIBUTES = array(
	'daily-knock-form'   => array( 'room-url', 'user-name', 'start-video-off', 'start-audio-off', 'connect-timeout', 'alerts', 'answer-timeout', 'ask', 'host-message' ),
	'daily-owner-room'   => array( 'room-url', 'user-name', 'start-video-off', 'start-audio-off', 'connect-timeout', 'alerts', 'decision-timeout', 'admit-muted', 'guest-link' ),
	'daily-waiting-list' => array( 'for' ),
	'daily-video-tile'   => array( 'for', 'session-id', 'muted', 'no-mirror', 'fit' ),
);

/** What is on by being there. A shortcode's words for "off" leave it out. */
const DAILY_KNOCK_BOOLEANS = array( 'start-video-off', 'start-audio-off', 'admit-muted' );

/** The owner's side: for those who may edit others' posts, which is editors and administrators. */
const DAILY_KNOCK_OWNER_TAGS = array( 'daily-owner-room', 'daily-waiting-list' );

/** What may stand in an element's slots. */
const DAILY_KNOCK_SLOTTED = array( 'span', 'p', 'div', 'h2', 'h3', 'strong', 'em' );

/** One attribute, as browsers read it. */
const DAILY_KNOCK_ATTRIBUTE = '(?<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?<value>"[^"]*+"|\'[^\']*+\'|[^\t\n\f\r >"\'][^\t\n\f\r >]*+|(?=>))|(?![\t\n\f\r ]*+=))';

/**
 * A tag of one of the elements. It is looked for in the whole text, comments and attributes included, so that none is missed
 * however a browser reads what stands around it. A tag that is never closed goes on to the end of the text, as in browsers.
 */
const DAILY_KNOCK_TAG = '~<(?<slash>/?)(?<tag>daily-(?:knock-form|owner-room|waiting-list|video-tile))(?=[\t\n\f\r />]|\z)(?:(?<attributes>(?:[\t\n\f\r /]++|' . DAILY_KNOCK_ATTRIBUTE . ')*+)(?<end>>)|.*+)~is';

/** The block in a text, as the editor saves it. */
const DAILY_KNOCK_BLOCK = '~<!--\s++wp:daily-knock/knock\s++(?:(?<attributes>\{(?:(?!\}\s++/?-->).)*+\})\s++)?/-->~s';

/** The hosts that an administrator has set. */
function daily_knock_hosts() {
	return (array) get_option( DAILY_KNOCK_HOSTS, array() );
}

/** Whether somebody may show the owner's side. */
function daily_knock_may_own( $user_id ) {
	return user_can( (int) $user_id, 'edit_others_posts' );
}

/*
 * Saving.
 */

add_filter(
	'wp_kses_allowed_html',
	function ( $tags, $context ) {
		if ( 'post' !== $context ) {
			return $tags;
		}
		// Blocks clean what they show of other posts with the rights of whoever looks at it: no owner's side there.
		$owner = doing_filter( 'content_save_pre' ) && daily_knock_may_own( get_current_user_id() );
		foreach ( DAILY_KNOCK_ATTRIBUTES as $tag => $attributes ) {
			if ( $owner || ! in_array( $tag, DAILY_KNOCK_OWNER_TAGS, true ) ) {
				$tags[ $tag ] = array_fill_keys( array_merge( $attributes, array( 'id', 'class', 'lang', 'dir', 'slot' ) ), true );
			}
		}
		foreach ( DAILY_KNOCK_SLOTTED as $tag ) {
			$tags[ $tag ] = array_merge( $tags[ $tag ] ?? array(), array( 'slot' => true ) );
		}
		return $tags;
	},
	10,
	2
);

/*
 * Showing. What has been saved may be older than this plugin, or by somebody who had other rights then.
 */

/** Whether a link leads to a room of a host that is set. Nothing may follow the room's name: a link can carry a token. */
function daily_knock_is_room( $link ) {
	return preg_match( '~^(?:https://)?([a-z0-9.-]+(?::\d+)?)/[\w.\~%/-]+$~Di', trim( $link ), $found )
		&& in_array( preg_replace( '/:443$/', '', strtolower( $found[1] ) ), daily_knock_hosts(), true );
}

/** Why an element is not shown; an empty text if it is. */
function daily_knock_refusal( $tag, $link, $owner ) {
	if ( ! daily_knock_hosts() ) {
		return __( 'no hosts of rooms are set.', 'daily-knock' );
	}
	if ( ! $owner && in_array( $tag, DAILY_KNOCK_OWNER_TAGS, true ) ) {
		return __( 'the owner’s side stands only in a post or page whose own author is an editor or an administrator.', 'daily-knock' );
	}
	if ( '' !== $link && ! daily_knock_is_room( $link ) ) {
		/* translators: %s: a link. */
		return sprintf( __( '“%s” is not the plain link of a room of the hosts that are set.', 'daily-knock' ), $link );
	}
	return '';
}

/**
 * A text for those who can do something about it, and nothing for visitors.
 *
 * @param string $text What is wrong.
 * @param string $link HTML behind it.
 */
function daily_knock_notice( $text, $link = '' ) {
	$may_edit = get_post() ? current_user_can( 'edit_post', get_the_ID() ) : current_user_can( 'edit_theme_options' );
	if ( is_feed() || doing_filter( 'get_the_excerpt' ) || ! $may_edit ) {
		return '';
	}
	return sprintf( '<strong class="daily-knock-notice">daily-knock: %s</strong> ', rtrim( esc_html( $text ) . ' ' . $link ) );
}

/** That an element is not shown, and why. */
function daily_knock_not_shown( $refusal, $link = '' ) {
	return daily_knock_notice( __( 'Not shown:', 'daily-knock' ) . ' ' . $refusal, $link );
}

/**
 * Takes out of a text what may not be shown, and brings the script if an element is left.
 *
 * @param string      $html  The text.
 * @param bool|string $owner Whether the owner's side may be shown, or the mark of those elements that may.
 */
function daily_knock_show( $html, $owner ) {
	$refused = array();
	$shown   = false;
	$result  = preg_replace_callback(
		DAILY_KNOCK_TAG,
		function ( $found ) use ( $owner, &$refused, &$shown ) {
			$tag = strtolower( $found['tag'] );
			if ( ! isset( $found['end'] ) ) {
				return str_ireplace( '<daily-', '&lt;daily-', $found[0] );
			}
			if ( '/' === $found['slash'] ) {
				$open            = $refused[ $tag ] ?? array();
				$was_refused     = array_pop( $open );
				$refused[ $tag ] = $open;
				return $was_refused ? '</span>' : $found[0];
			}

			$kept  = '';
			$names = array();
			$link  = '';
			preg_match_all( '~' . DAILY_KNOCK_ATTRIBUTE . '~', $found['attributes'] . '>', $attributes, PREG_SET_ORDER );
			foreach ( $attributes as $attribute ) {
				$name = strtolower( $attribute['name'] );
				// Of two with one name, browsers take the first.
				if ( 'room-url' === $name && ! in_array( $name, $names, true ) ) {
					$value = preg_replace( '~^(["\'])(.*)\1$~s', '$2', $attribute['value'] ?? '' );
					$link  = trim( html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
				}
				$names[] = $name;
				if ( 'token' !== $name && $owner !== $name && 0 !== strpos( $name, 'auto-' ) ) {
					$kept .= ' ' . $attribute[0];
				}
			}

			$refusal           = daily_knock_refusal( $tag, $link, is_string( $owner ) ? in_array( $owner, $names, true ) : $owner );
			$refused[ $tag ][] = '' !== $refusal;
			if ( '' !== $refusal ) {
				// An element that browsers treat like an unknown one, so that all around it stays as it is.
				return daily_knock_not_shown( $refusal, daily_knock_settings_link() ) . '<span hidden>';
			}
			$shown = true;
			return "<{$found['tag']}$kept>";
		},
		$html
	);
	if ( $shown && ! doing_filter( 'get_the_excerpt' ) ) {
		wp_enqueue_script( 'daily-knock' );
	}
	return $result ?? str_ireplace( '<daily-', '&lt;daily-', $html );
}

/** The element of a side. */
function daily_knock_tag( $given ) {
	return 'owner' === ( $given['side'] ?? '' ) ? 'daily-owner-room' : 'daily-knock-form';
}

/**
 * The address of the guests' page: an empty text if it is none. A path of this site begins with a slash. Another address without a scheme
 * would be relative to the owner's page, so a host gets one; "page.html" is a file.
 */
function daily_knock_guest_link( $link ) {
	$link    = trim( (string) $link );
	$is_host = preg_match( '~^(?:[\p{L}\d-]+\.)+(?!html?|php|aspx?)[\p{L}\d-]+(?::\d+)?(?=[/?#]|$)~Diu', $link );
	$whole   = $is_host ? "https://$link" : $link;
	$plain   = html_entity_decode( $whole, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	return preg_match( '~^(?:https?://[^\s/?#@\\\\]+(?:[/?#]|$)|/(?![/\\\\]))~Diu', $plain ) && wp_parse_url( $plain ) ? $whole : '';
}

/**
 * The element of a shortcode or a block. Only names of the list come into it, whatever else was given.
 *
 * @param array  $given The side, the room, and attributes of the element by name.
 * @param string $mark  The mark of the owner's side, where it may be shown.
 */
function daily_knock_element( $given, $mark = '' ) {
	$tag   = daily_knock_tag( $given );
	$names = DAILY_KNOCK_ATTRIBUTES[ $tag ];
	$given = shortcode_atts( array( 'room' => '' ) + array_fill_keys( $names, '' ), (array) $given, 'daily-knock' );
	$html  = '';
	foreach ( $names as $name ) {
		$value = $given[ 'room-url' === $name ? 'room' : $name ];
		if ( true === $value ) {
			$html .= " $name";
			continue;
		}
		$value = is_scalar( $value ) ? (string) $value : '';
		if ( in_array( $name, DAILY_KNOCK_BOOLEANS, true ) && in_array( strtolower( trim( $value ) ), array( 'false', '0', 'no', 'off' ), true ) ) {
			$value = '';
		}
		if ( 'guest-link' === $name ) {
			$value = daily_knock_guest_link( $value );
		}
		if ( '' !== $value ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
	}
	return "<$tag$html" . ( $mark ? " $mark" : '' ) . "></$tag>";
}

/** The element as above, behind what editors should know of it. */
function daily_knock_draw( $given, $mark = '' ) {
	$link   = $given['guest-link'] ?? '';
	$notice = '';
	if ( 'daily-owner-room' === daily_knock_tag( $given ) && is_string( $link ) && '' !== trim( $link ) && '' === daily_knock_guest_link( $link ) ) {
		/* translators: %s: what was written as a link. */
		$notice = daily_knock_notice( sprintf( __( 'Left out: “%s” is not the address of a page, such as https://example.com/meet.', 'daily-knock' ), $link ) );
	}
	return $notice . daily_knock_element( $given, $mark );
}

/** The attributes of a shortcode, with the names of the block. */
function daily_knock_read_shortcode( $written ) {
	$given = array( 'side' => 'guest' );
	// WordPress gives an empty text for none.
	foreach ( is_array( $written ) ? $written : array() as $key => $value ) {
		// Attributes without a value are in the order of their place.
		$name = is_int( $key ) ? strtolower( $value ) : $key;
		// These are what is left of the <br /> that WordPress puts between two lines.
		if ( '' !== $name && '/>' !== $name ) {
			// As in HTML, an empty value is on.
			$is_on          = is_int( $key ) || ( '' === $value && in_array( $name, DAILY_KNOCK_BOOLEANS, true ) );
			$given[ $name ] = $is_on ? true : $value;
		}
	}
	$given += array( 'room' => $given['room-url'] ?? '' );
	unset( $given['room-url'] );
	$given['side'] = strtolower( trim( $given['side'] ) );
	return $given;
}

/** What a shortcode shows. People write them by hand, so those who may edit the post read what is wrong. */
function daily_knock_shortcode( $written, $mark = '' ) {
	$given = daily_knock_read_shortcode( $written );
	// WordPress takes a link in quotes apart: its end is a name then.
	if ( preg_grep( '~<a\s|</a>~i', array_merge( array_keys( $given ), array_values( $given ) ) ) ) {
		return daily_knock_not_shown( __( 'there is a link in the shortcode. Remove it and keep its text.', 'daily-knock' ) );
	}
	if ( ! in_array( $given['side'], array( 'guest', 'owner' ), true ) ) {
		/* translators: %s: what was written as side. */
		return daily_knock_not_shown( sprintf( __( '“%s” is not a side. Write “guest” or “owner”.', 'daily-knock' ), $given['side'] ) );
	}
	$unknown = array_diff( array_keys( $given ), array( 'side', 'room' ), DAILY_KNOCK_ATTRIBUTES[ daily_knock_tag( $given ) ] );
	$notice  = '';
	if ( $unknown ) {
		/* translators: %s: names of attributes, in quotation marks. */
		$notice = daily_knock_notice( sprintf( __( 'Left out: %s. The shortcode of this side has no such attribute.', 'daily-knock' ), '“' . implode( '”, “', $unknown ) . '”' ) );
	}
	return $notice . daily_knock_draw( $given, $mark );
}

/** An attribute that nobody can have written: it marks the owner's side where it may be shown. */
function daily_knock_mark() {
	static $mark;
	$mark = $mark ?? 'daily-knock-' . bin2hex( random_bytes( 16 ) );
	return $mark;
}

/** A post's own text. Behind each block stands what it shows, which is all that a synced pattern has when it is looked at. */
function daily_knock_own_text( $post ) {
	$draw = function ( $found ) {
		return $found[0] . daily_knock_element( json_decode( $found['attributes'] ?? '', true ) );
	};
	return preg_replace_callback( DAILY_KNOCK_BLOCK, $draw, $post->post_content ) ?? $post->post_content;
}

/**
 * Marks the owner's side, if the author of a post may show it and it stands in that post's own text: blocks, shortcodes and other
 * plugins bring texts of others into it, as titles, excerpts, captions and comments.
 */
function daily_knock_mark_own( $html, $post ) {
	if ( ! $post || ! daily_knock_may_own( $post->post_author ) ) {
		return $html;
	}
	$own  = daily_knock_own_text( $post );
	$mark = function ( $found ) use ( $own ) {
		if ( false === strpos( $own, $found[0] ) ) {
			return $found[0];
		}
		if ( isset( $found['tag'] ) ) {
			$is_owner = isset( $found['end'] ) && '' === $found['slash'] && in_array( strtolower( $found['tag'] ), DAILY_KNOCK_OWNER_TAGS, true );
			return $is_owner ? "<{$found['tag']} " . daily_knock_mark() . substr( $found[0], 1 + strlen( $found['tag'] ) ) : $found[0];
		}
		if ( 0 === strpos( $found[0], '<!--' ) ) {
			// It stays a block, for plugins that hide blocks.
			return preg_replace( '/\{/', '{"mark":"' . daily_knock_mark() . '",', $found[0], 1 );
		}
		$written = shortcode_parse_atts( $found[3] );
		if ( '[' === $found[1] || 'owner' !== daily_knock_read_shortcode( $written )['side'] ) {
			return $found[0];
		}
		// It stays a shortcode where WordPress draws it later: around one that stands alone it puts no paragraph.
		return 'the_content' === current_filter() ? '[daily-knock ' . daily_knock_mark() . substr( $found[0], strlen( '[daily-knock' ) ) : daily_knock_shortcode( $written, daily_knock_mark() );
	};
	$shortcode = '/' . get_shortcode_regex( array( 'daily-knock' ) ) . '/';
	return preg_replace_callback( array( DAILY_KNOCK_TAG, DAILY_KNOCK_BLOCK, $shortcode ), $mark, $html ) ?? $html;
}

// First, while get_post() is the post whose text it is, and nothing has been drawn.
add_filter(
	'the_content',
	function ( $content ) {
		return daily_knock_mark_own( $content, get_post() );
	},
	PHP_INT_MIN
);

// Last, when blocks and shortcodes have been drawn.
add_filter(
	'the_content',
	function ( $content ) {
		return daily_knock_show( $content, daily_knock_mark() );
	},
	PHP_INT_MAX
);

// [daily-knock room="https://your-team.daily.co/your-room" user-name="Gus" start-video-off] for guests. With side="owner" it has
// a mark, where it may be one, and the last filter above looks at it.
add_shortcode(
	'daily-knock',
	function ( $written ) {
		$place = array_search( daily_knock_mark(), (array) $written, true );
		if ( false === $place ) {
			return daily_knock_show( daily_knock_shortcode( $written ), false );
		}
		unset( $written[ $place ] );
		return daily_knock_shortcode( $written, daily_knock_mark() );
	}
);

// The block in the texts of posts, patterns, templates and widgets. The filter below looks at what it draws.
add_action(
	'init',
	function () {
		$uses = array( 'wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n', 'wp-url' );
		wp_register_script( 'daily-knock-editor', plugins_url( 'block/editor.js', __FILE__ ), $uses, filemtime( __DIR__ . '/block/editor.js' ), true );
		wp_set_script_translations( 'daily-knock-editor', 'daily-knock' );
		$draw = function ( $attributes ) {
			return daily_knock_draw( $attributes, daily_knock_mark() === ( $attributes['mark'] ?? '' ) ? daily_knock_mark() : '' );
		};
		register_block_type( __DIR__ . '/block', array( 'render_callback' => $draw ) );
	}
);

// What the block's script is told: whether to offer the owner's side, and the script for the preview, which has a frame of its own.
add_action(
	'enqueue_block_editor_assets',
	function () {
		$told = array(
			'attributes' => array(
				'guest' => DAILY_KNOCK_ATTRIBUTES['daily-knock-form'],
				'owner' => DAILY_KNOCK_ATTRIBUTES['daily-owner-room'],
			),
			'mayOwn'     => daily_knock_may_own( get_current_user_id() ),
			'script'     => daily_knock_script( daily_knock_url( 'daily-knock.js' ) ),
		);
		wp_add_inline_script( 'daily-knock-editor', 'var dailyKnockEditor = ' . wp_json_encode( $told, JSON_HEX_TAG ) . ';', 'before' );
	}
);

// Blocks. A synced pattern has an author of its own; templates and widgets are an administrator's. What the editor asks for is shown
// as it would be in the post, or to whoever asks.
add_filter(
	'render_block',
	function ( $content, $block ) {
		$is_asked = defined( 'REST_REQUEST' ) && REST_REQUEST;
		$may_own  = ! $is_asked || daily_knock_may_own( get_post() ? get_post()->post_author : get_current_user_id() );
		if ( 'core/block' === $block['blockName'] ) {
			$content = daily_knock_mark_own( $content, get_post( $block['attrs']['ref'] ?? 0 ) );
			$may_own = daily_knock_mark();
		}
		// In a post, all is looked at in the end.
		return doing_filter( 'the_content' ) ? $content : daily_knock_show( $content, $may_own );
	},
	PHP_INT_MAX,
	2
);

foreach ( array( 'widget_text', 'widget_custom_html_content' ) as $daily_knock_filter ) {
	add_filter(
		$daily_knock_filter,
		function ( $content ) {
			return daily_knock_show( $content, true );
		},
		PHP_INT_MAX
	);
}

// Excerpts and comments have no elements.
foreach ( array( 'get_the_excerpt', 'comment_text' ) as $daily_knock_filter ) {
	add_filter(
		$daily_knock_filter,
		function ( $content ) {
			return preg_replace( DAILY_KNOCK_TAG, ' ', $content ) ?? '';
		},
		PHP_INT_MAX
	);
}

/*
 * The script.
 */

/** The address of a file of dist/. */
function daily_knock_url( $file ) {
	return plugins_url( 'dist/' . $file, __FILE__ );
}

/** What each script must be, by its name in dist/. */
function daily_knock_integrity() {
	$file = __DIR__ . '/dist/integrity.json';
	return is_readable( $file ) ? (array) json_decode( file_get_contents( $file ), true ) : array();
}

add_action(
	'init',
	function () {
		// Without a version: a second address would be a second copy.
		wp_register_script( 'daily-knock', daily_knock_url( 'daily-knock.js' ), array(), null, true );
	}
);

/** The script as a module, told the hosts, and guarded with all that it imports: an import map comes before the first module. */
function daily_knock_script( $src ) {
	$hashes = daily_knock_integrity();
	$map    = array();
	foreach ( $hashes as $file => $hash ) {
		if ( preg_match( '#^(daily-js\.js|confusables\.js|daily-knock-.*|languages/.*)$#', $file ) ) {
			$map[ daily_knock_url( $file ) ] = $hash;
		}
	}
	$guard = isset( $hashes['daily-knock.js'] ) ? sprintf( ' integrity="%s" crossorigin="anonymous"', esc_attr( $hashes['daily-knock.js'] ) ) : '';
	$hosts = sprintf( ' data-room-hosts="%s"', esc_attr( implode( ' ', daily_knock_hosts() ) ) );
	return ( $map ? '<script type="importmap">' . wp_json_encode( array( 'integrity' => $map ) ) . "</script>\n" : '' )
		. sprintf( "<script type=\"module\" src=\"%s\"%s%s></script>\n", esc_url( $src ), $hosts, $guard );
}

add_filter(
	'script_loader_tag',
	function ( $tag, $handle, $src ) {
		if ( 'daily-knock' !== $handle ) {
			return $tag;
		}
		// Only the element itself: a theme may have put scripts of its own before and after it.
		return preg_replace_callback(
			'#<script\b[^>]*\ssrc=[^>]*></script>\n?#',
			function () use ( $src ) {
				return daily_knock_script( $src );
			},
			$tag
		);
	},
	10,
	3
);

/*
 * The setting.
 */

/** A link to the setting for those who may change it; whom to ask for others. */
function daily_knock_settings_link() {
	return current_user_can( 'manage_options' )
		? sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=daily-knock' ) ), esc_html__( 'Set the hosts of rooms', 'daily-knock' ) )
		: esc_html__( 'Hosts are set by an administrator.', 'daily-knock' );
}

/** Why a line cannot be a host of rooms; an empty text if it can. */
function daily_knock_host_fault( $line, $host ) {
	if ( preg_match( '~\s~', $line ) ) {
		return __( 'write one host a line.', 'daily-knock' );
	}
	if ( 0 === stripos( $line, 'http://' ) ) {
		return __( 'it needs https.', 'daily-knock' );
	}
	if ( ! preg_match( '~^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:(?<port>\d+))?$~D', $host, $found ) ) {
		return __( 'it is not a host. Write it like your-team.daily.co.', 'daily-knock' );
	}
	if ( false === strpos( $host, '.' ) ) {
		return __( 'a host has a dot. Write it like your-team.daily.co.', 'daily-knock' );
	}
	if ( isset( $found['port'] ) && ( $found['port'] < 1 || $found['port'] > 65535 ) ) {
		return __( 'its port is not one from 1 to 65535.', 'daily-knock' );
	}
	return '';
}

/** Makes a list of hosts of what somebody typed, one a line. Of a pasted link, its host is taken. */
function daily_knock_sanitize_hosts( $typed ) {
	$hosts  = array();
	$faulty = false;
	// Once it is a list already: WordPress cleans a new option twice.
	$lines = is_array( $typed ) ? $typed : preg_split( '/[\r\n,]+/', (string) $typed );
	foreach ( array_filter( array_map( 'trim', array_map( 'strval', $lines ) ), 'strlen' ) as $line ) {
		// Without the scheme, what follows the host, a last dot, and the port of https.
		$host  = preg_replace( array( '~^https://~', '~[/?#].*$~s', '~\.(?=(:\d+)?$)~D', '~:443$~D' ), '', strtolower( $line ) );
		$fault = daily_knock_host_fault( $line, $host );
		if ( '' === $fault ) {
			$hosts[] = $host;
			continue;
		}
		$faulty = true;
		/* translators: 1: what was typed, 2: what is wrong with it. */
		add_settings_error( DAILY_KNOCK_HOSTS, 'host', sprintf( __( '“%1$s” was left out: %2$s', 'daily-knock' ), esc_html( $line ), $fault ) );
	}
	if ( $faulty && ! $hosts ) {
		add_settings_error( DAILY_KNOCK_HOSTS, 'unchanged', __( 'The hosts are the same as before.', 'daily-knock' ) );
		return daily_knock_hosts();
	}
	return array_values( array_unique( $hosts ) );
}

add_action(
	'admin_init',
	function () {
		register_setting(
			'daily-knock',
			DAILY_KNOCK_HOSTS,
			array(
				'type'              => 'array',
				'default'           => array(),
				'sanitize_callback' => 'daily_knock_sanitize_hosts',
			)
		);
		add_settings_section( 'rooms', '', '__return_false', 'daily-knock' );
		add_settings_field(
			DAILY_KNOCK_HOSTS,
			__( 'Hosts of rooms', 'daily-knock' ),
			function () {
				printf(
					'<textarea id="%1$s" name="%1$s" rows="5" class="regular-text code" aria-describedby="%1$s-help">%2$s</textarea><p class="description" id="%1$s-help">%3$s</p>',
					esc_attr( DAILY_KNOCK_HOSTS ),
					esc_textarea( implode( "\n", daily_knock_hosts() ) ),
					esc_html__( 'One a line, like your-team.daily.co. Only rooms of exactly these hosts can be used, whoever writes the post. Without one, nothing is shown.', 'daily-knock' )
				);
			},
			'daily-knock',
			'rooms',
			array( 'label_for' => DAILY_KNOCK_HOSTS )
		);
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page(
			'daily-knock',
			'daily-knock',
			'manage_options',
			'daily-knock',
			function () {
				echo '<div class="wrap"><h1>daily-knock</h1><form action="options.php" method="post">';
				settings_fields( 'daily-knock' );
				do_settings_sections( 'daily-knock' );
				submit_button();
				echo '</form></div>';
			}
		);
	}
);

add_action(
	'admin_notices',
	function () {
		if ( ! daily_knock_hosts() && current_user_can( 'edit_posts' ) && 'settings_page_daily-knock' !== get_current_screen()->id ) {
			printf(
				'<div class="notice notice-warning"><p>daily-knock: %s %s</p></div>',
				esc_html__( 'nothing is shown until the hosts of rooms are set.', 'daily-knock' ),
				daily_knock_settings_link()
			);
		}
	}
);
